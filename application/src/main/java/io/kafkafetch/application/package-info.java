/**
 * The batch use case and its ports; depends on the domain alone.
 *
 * <p>A source hands {@link io.kafkafetch.application.Delivery deliveries} to a
 * {@link io.kafkafetch.application.BatchAssembler}, which closes them into batches.
 * {@link io.kafkafetch.application.ProcessBatch} (input port) decides what a batch means, without doing anything, and
 * the {@link io.kafkafetch.application.OutcomeLedger} (output port) commits what was decided, as one unit.
 * {@link io.kafkafetch.application.LoginPipeline} is all of this for a source of one thread. What is handed in over the
 * network is first kept in a {@link io.kafkafetch.application.LoginInbox} (output port), which a source then reads.
 *
 * <p>Metrics, health and views hear of it all through output ports: {@link io.kafkafetch.application.Rejections} at once,
 * {@link io.kafkafetch.application.Commits} once it is durable (an {@link io.kafkafetch.application.ObservedLedger}
 * tells), {@link io.kafkafetch.application.ProgressListener} how far the whole pipeline is, and
 * {@link io.kafkafetch.application.published.PublishedListener} what was published.
 */
@NullMarked
package io.kafkafetch.application;

import org.jspecify.annotations.NullMarked;
