/**
 * The batch use case and its ports; depends on the domain alone.
 *
 * <p>A source hands {@link io.kafkafetch.application.record.Delivery deliveries} to a
 * {@link io.kafkafetch.application.batch.BatchAssembler}, which closes them into batches.
 * {@link io.kafkafetch.application.batch.ProcessBatch} (input port) decides what a batch means, without doing anything,
 * and the {@link io.kafkafetch.application.ledger.OutcomeLedger} (output port) commits what was decided, as one unit.
 * {@link io.kafkafetch.application.intake.LoginPipeline} is all of this for a source of one thread. What is handed in over
 * the network is first kept in a {@link io.kafkafetch.application.intake.LoginInbox} (output port), which a source then
 * reads.
 *
 * <p>Metrics, health and views hear of it all through output ports:
 * {@link io.kafkafetch.application.record.Rejections} at once, {@link io.kafkafetch.application.ledger.Commits} once it is
 * durable (an {@link io.kafkafetch.application.ledger.ObservedLedger} reports it),
 * {@link io.kafkafetch.application.progress.ProgressListener} how far the whole pipeline is, and
 * {@link io.kafkafetch.application.published.PublishedListener} what was published.
 */
@NullMarked
package io.kafkafetch.application;

import org.jspecify.annotations.NullMarked;
