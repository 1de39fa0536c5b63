package io.kafkafetch.adapters.kafka.consumer;

import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.adapters.kafka.client.KafkaVariable;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets consumers fetch as much as the heap has room for, unless it is configured; warns where that is more. */
@Singleton
final class FetchBounds implements BeanCreatedEventListener<KafkaDefaultConfiguration> {

    private static final Logger LOG = LoggerFactory.getLogger(FetchBounds.class);

    private final Optional<MemoryBudget> budget;

    FetchBounds(Optional<MemoryBudget> budget) {
        this.budget = budget;
    }

    @Override
    public KafkaDefaultConfiguration onCreated(BeanCreatedEvent<KafkaDefaultConfiguration> event) {
        KafkaDefaultConfiguration configuration = event.getBean();
        budget.ifPresent(heap -> bound(configuration.getConfig(), heap));
        return configuration;
    }

    private static void bound(Properties settings, MemoryBudget heap) {
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(heap.pollRecords()));
        bound(settings, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, heap.fetchBytes(), heap);
        bound(settings, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, heap.partitionFetchBytes(), heap);
    }

    private static void bound(Properties settings, String name, int bytes, MemoryBudget heap) {
        Object configured = settings.putIfAbsent(name, String.valueOf(bytes));
        if (configured != null && isAbove(configured.toString(), 4L * bytes)) {
            LOG.warn(
                    "{}={} may not fit into the heap of {} MB: raise -Xmx, or leave it to the service, which takes {}",
                    KafkaVariable.of(name),
                    configured,
                    heap.heapBytes() >> 20,
                    bytes);
        }
    }

    private static boolean isAbove(String configured, long most) {
        try {
            return Long.parseLong(configured.strip()) > most;
        } catch (NumberFormatException noNumber) { // the client says so
            return false;
        }
    }
}
