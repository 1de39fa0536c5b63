package io.kafkafetch.adapters.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.kafka.config.AbstractKafkaConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.metrics.JmxReporter;

/**
 * Puts {@link ClientMetrics} into the settings of all Kafka clients, beside what reports there already. Micronaut's own
 * does not forget clients that are closed.
 */
@Singleton
@Requires(property = "micronaut.metrics.enabled", notEquals = "false")
final class ClientMetricsSetting implements BeanCreatedEventListener<AbstractKafkaConfiguration<?, ?>> {

    private final BeanProvider<MeterRegistry> registry;

    ClientMetricsSetting(BeanProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public AbstractKafkaConfiguration<?, ?> onCreated(BeanCreatedEvent<AbstractKafkaConfiguration<?, ?>> event) {
        if (!registry.isPresent()) {
            return event.getBean(); // nobody asks for metrics here
        }
        Properties settings = event.getBean().getConfig();
        String before =
                settings.getProperty(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, JmxReporter.class.getName());
        if (!before.contains(ClientMetrics.class.getName())) {
            settings.put(
                    CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                    before.isBlank() ? ClientMetrics.class.getName() : before + "," + ClientMetrics.class.getName());
        }
        settings.put(ClientMetrics.REGISTRY, registry.get());
        return event.getBean();
    }
}
