package io.kafkafetch.adapters.kafka;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.Consumer;

/** Puts a {@link GatedConsumer} around every consumer that Micronaut creates. */
@Singleton
final class GatedConsumers implements BeanCreatedEventListener<Consumer<?, ?>> {

    @Override
    public Consumer<?, ?> onCreated(BeanCreatedEvent<Consumer<?, ?>> event) {
        return GatedConsumer.around(event.getBean(), LaneSettings.CLOSE_TIMEOUT);
    }
}
