/**
 * Sends records of dead letters again, each at most once: decides about every letter, then commits records and what the log
 * says of them as one unit. Letters, rules and limits enter, a balance leaves. It reads letters by {@code letter} and sends by
 * the port {@link io.kafkafetch.application.replay.ReplayOutlet}.
 */
@NullMarked
package io.kafkafetch.application.replay;

import org.jspecify.annotations.NullMarked;
