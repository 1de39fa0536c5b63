/**
 * From deliveries to decisions: batches are assembled and closed, and the use case decides what is to be committed of
 * each. It reads no clock and does no I/O.
 */
@NullMarked
package io.kafkafetch.application.batch;

import org.jspecify.annotations.NullMarked;
