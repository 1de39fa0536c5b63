package io.kafkafetch.adapters.kafka.consumer;

import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Puts a {@link GatedConsumer} around every consumer that Micronaut creates, unless it has one, as those of lanes. */
@Singleton
final class GatedConsumers implements BeanCreatedEventListener<Consumer<?, ?>> {

    private final long pollBytes;

    GatedConsumers(Optional<MemoryBudget> budget) {
        this.pollBytes = budget.map(MemoryBudget::pollBytes).orElse(Long.MAX_VALUE);
    }

    @Override
    public Consumer<?, ?> onCreated(BeanCreatedEvent<Consumer<?, ?>> event) {
        Consumer<?, ?> consumer = event.getBean();
        return GatedConsumer.isGated(consumer)
                ? consumer
                : GatedConsumer.around(consumer, GatedConsumer.CLOSE_TIMEOUT, pollBytes);
    }
}
