/**
 * The lanes, one a consumer. In come records from {@link io.kafkafetch.adapters.kafka.source.LoginListener}; the poll
 * thread decodes them, assembles batches and decides their outcomes in {@link
 * io.kafkafetch.adapters.kafka.source.Lane}; the commit thread ({@link io.kafkafetch.adapters.kafka.source.Committer})
 * hands them to a ledger, many batches a commit. Between the two stands the bounded {@link
 * io.kafkafetch.adapters.kafka.source.Outbox}, which also knows which partitions the lane owns. Bootstrap opens and
 * stops it all by {@link io.kafkafetch.adapters.kafka.source.Lanes}.
 *
 * <p>The poll thread never waits for a commit, except at revocation: where the outbox is full, the gate of {@code
 * consumer} pauses the partitions and polls on, so that the consumer stays in its group however long a commit takes.
 */
@NullMarked
package io.kafkafetch.adapters.kafka.source;

import org.jspecify.annotations.NullMarked;
