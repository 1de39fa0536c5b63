/**
 * Commits outcomes and their checkpoints as one unit: in a Kafka transaction, or in another ledger that all lanes
 * share. In come decided batches and who owns their partitions, out go records and offsets, once. The lanes of {@code
 * source} use it, and a file that is published to Kafka.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.ledger;

import org.jspecify.annotations.NullMarked;
