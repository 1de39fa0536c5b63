package io.kafkafetch.adapters.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Shows a Kafka client's own metrics as Micrometer's meters, under the names that Micrometer gives them
 * ({@code kafka.consumer.fetch.manager.records.lag.max}), for as long as the client lives. Kafka makes one a client, by
 * the class's name in {@code metric.reporters}, and closes it with the client; Micrometer's own binder would have to be
 * closed together with the client, and looks again only once a minute.
 *
 * <p>Bounded: only metrics of a client as a whole, labelled {@code client.id}. Those of single partitions, topics and
 * brokers are left out.
 */
public final class ClientMetrics implements MetricsReporter {

    /** Where a client's configuration holds the {@link MeterRegistry}. */
    static final String REGISTRY = "kafka-fetch.meter.registry";

    private static final String CLIENT = "client-id";

    /** Counts of the metrics themselves, and the version as text. */
    private static final Set<String> LEFT_OUT = Set.of("kafka-metrics-count", "app-info");

    private final Map<MetricName, Meter> meters = new ConcurrentHashMap<>();
    private MeterRegistry registry = new CompositeMeterRegistry(); // shows nothing

    @Override
    public void configure(Map<String, ?> configuration) {
        if (configuration.get(REGISTRY) instanceof MeterRegistry configured) {
            registry = configured;
        }
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        MetricName name = metric.metricName();
        if (isShown(name)) {
            meters.computeIfAbsent(name, n -> meter(registry, metric));
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        Meter meter = meters.remove(metric.metricName());
        if (meter != null) {
            registry.remove(meter);
        }
    }

    @Override
    public void close() {
        meters.values().forEach(registry::remove);
        meters.clear();
    }

    private static boolean isShown(MetricName name) {
        return name.tags().keySet().equals(Set.of(CLIENT)) && !LEFT_OUT.contains(name.group());
    }

    private static Meter meter(MeterRegistry registry, KafkaMetric metric) {
        MetricName name = metric.metricName();
        String meter = ("kafka." + name.group().replace("-metrics", "") + "." + name.name()).replace('-', '.');
        String client = name.tags().get(CLIENT);
        return name.name().endsWith("-total")
                ? FunctionCounter.builder(meter, metric, ClientMetrics::value)
                        .description(name.description())
                        .tag("client.id", client)
                        .register(registry)
                : Gauge.builder(meter, metric, ClientMetrics::value)
                        .description(name.description())
                        .tag("client.id", client)
                        .register(registry);
    }

    private static double value(KafkaMetric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
