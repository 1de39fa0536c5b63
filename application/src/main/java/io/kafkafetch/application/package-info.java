/**
 * The batch use case and its ports; depends on the domain alone.
 *
 * <p>A source hands {@link io.kafkafetch.application.Delivery deliveries} to a
 * {@link io.kafkafetch.application.BatchAssembler}, which closes them into batches.
 * {@link io.kafkafetch.application.ProcessBatch} (input port) decides what a batch means, without doing anything, and
 * the {@link io.kafkafetch.application.OutcomeLedger} (output port) commits what was decided, as one unit.
 */
@NullMarked
package io.kafkafetch.application;

import org.jspecify.annotations.NullMarked;
