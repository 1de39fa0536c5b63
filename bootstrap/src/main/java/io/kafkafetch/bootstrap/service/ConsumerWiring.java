package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.consumer.GroupMembership;
import io.kafkafetch.adapters.kafka.consumer.LaneConsumers;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.micronaut.configuration.kafka.KafkaConsumerFactory;
import io.micronaut.configuration.kafka.config.AbstractKafkaConsumerConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes Kafka's consumers: those of lanes as members of their group, all others as Micronaut does. */
@Factory
final class ConsumerWiring {

    @Prototype
    @Replaces(bean = Consumer.class, factory = KafkaConsumerFactory.class)
    <K, V> Consumer<K, V> consumer(
            @Parameter AbstractKafkaConsumerConfiguration<K, V> configuration, BeanProvider<LaneConsumers> lanes) {
        return LaneConsumers.isOfALane(configuration)
                ? lanes.get().next(configuration)
                : new KafkaConsumerFactory().createConsumer(configuration);
    }

    @Singleton
    LaneConsumers laneConsumers(
            KafkaFetchConfiguration configuration,
            InstanceName instance,
            KafkaClients clients,
            Optional<MemoryBudget> budget) {
        return new LaneConsumers(
                membership(clients.groupInstanceId(), instance),
                configuration.groupId(),
                clients::admin,
                budget.map(MemoryBudget::pollBytes).orElse(Long.MAX_VALUE));
    }

    /** A name that somebody gave is expected back after a stop; one that was found may never be seen again. */
    static GroupMembership membership(Optional<String> groupInstanceId, InstanceName instance) {
        return groupInstanceId
                .map(id -> new GroupMembership(Optional.of(id), true))
                .orElseGet(() -> switch (instance.origin()) {
                    case CONFIGURED -> new GroupMembership(Optional.of(instance.text()), true);
                    case FOUND -> new GroupMembership(Optional.of(instance.text()), false);
                    case RANDOM -> GroupMembership.DYNAMIC;
                });
    }
}
