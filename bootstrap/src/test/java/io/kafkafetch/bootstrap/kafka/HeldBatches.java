package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.application.batch.ProcessBatch;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/** Puts the test's {@link Hold} in front of whatever is decided about a batch, on the poll threads. */
@Singleton
@Requires(beans = Hold.class)
final class HeldBatches implements BeanCreatedEventListener<ProcessBatch> {

    private final Hold hold;

    HeldBatches(Hold hold) {
        this.hold = hold;
    }

    @Override
    public ProcessBatch onCreated(BeanCreatedEvent<ProcessBatch> event) {
        ProcessBatch batches = event.getBean();
        return (batch, running) -> {
            hold.pass();
            return batches.process(batch, running);
        };
    }
}
