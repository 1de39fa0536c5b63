/**
 * Reads published dead letters of any header style, the log of what was done with them, and the records that they left out.
 * Topics enter; letters, states and records leave, by the ports of {@code application.letter} and {@code replay}. The
 * {@code dlq} commands use it, and {@code replay}.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.letters;

import org.jspecify.annotations.NullMarked;
