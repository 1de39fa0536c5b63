/**
 * The Kafka source and ledger: exactly once inside a Micronaut {@code @KafkaListener}.
 *
 * <p>One <em>lane</em> a consumer. Its poll thread (Micronaut's) decodes records, assembles batches and decides their
 * outcomes in {@link io.kafkafetch.adapters.kafka.Lane}; its commit thread
 * ({@link io.kafkafetch.adapters.kafka.Committer}) commits them through
 * {@link io.kafkafetch.adapters.kafka.KafkaLedger}, many batches a transaction. Between the two stands the bounded
 * {@link io.kafkafetch.adapters.kafka.Outbox}, which also knows which partitions the lane owns.
 *
 * <p>The poll thread never waits for a commit, except at revocation: where the outbox is full,
 * {@link io.kafkafetch.adapters.kafka.GatedConsumer} pauses the partitions and polls on, so that the consumer stays in
 * its group however long a commit takes. {@link io.kafkafetch.adapters.kafka.Lanes} stops it all in order.
 *
 * <p>Source and ledger also go without each other. Lanes commit to another ledger through
 * {@link io.kafkafetch.adapters.kafka.SharedLedgerLane}; another source has its ledger here in
 * {@link io.kafkafetch.adapters.kafka.SoleReaderLedger}, or hands records in through
 * {@link io.kafkafetch.adapters.kafka.KafkaInbox}, so that lanes read them.
 */
@NullMarked
package io.kafkafetch.adapters.kafka;

import org.jspecify.annotations.NullMarked;
