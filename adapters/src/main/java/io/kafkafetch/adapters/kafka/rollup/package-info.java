/**
 * Totals over all partitions, in Kafka: the merger reads tallies and writes rollups, which are its state too; the feed
 * reads rollups back. Tallies enter, totals leave; wiring alone uses it.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.rollup;

import org.jspecify.annotations.NullMarked;
