/**
 * Sends records of dead letters again, in transactions that also hold what the log says of them, and watches what becomes of
 * the first ones. Records and markers enter by the ports of {@code application.replay}. The {@code dlq} commands use it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.replay;

import org.jspecify.annotations.NullMarked;
