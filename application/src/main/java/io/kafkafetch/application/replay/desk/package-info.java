/**
 * Replays that somebody orders from a running service: one at a time, on a thread of its own, watched and ended from outside. An
 * order enters, reports of its run leave. The API for replays uses it; what is done is that of {@code replay} alone.
 */
@NullMarked
package io.kafkafetch.application.replay.desk;

import org.jspecify.annotations.NullMarked;
