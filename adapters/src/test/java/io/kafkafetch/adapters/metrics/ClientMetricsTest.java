package io.kafkafetch.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class ClientMetricsTest {

    private static final Map<String, String> CLIENT = Map.of("client-id", "a");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aClientsMetricsHaveTheNamesThatMicrometerGivesThem() {
        try (Metrics client = client()) {
            client.addMetric(name("records-lag-max", "consumer-fetch-manager-metrics", CLIENT), value(7));
            client.addMetric(name("record-send-total", "producer-metrics", CLIENT), value(9));

            assertThat(registry.get("kafka.consumer.fetch.manager.records.lag.max")
                            .tag("client.id", "a")
                            .gauge()
                            .value())
                    .isEqualTo(7);
            FunctionCounter sent =
                    registry.get("kafka.producer.record.send.total").functionCounter();
            assertThat(sent.count()).isEqualTo(9);
        }
    }

    @Test
    void whatIsToldOfPartitionsTopicsAndBrokersIsLeftOut() {
        try (Metrics client = client()) {
            for (String label : List.of("partition", "topic", "node-id")) {
                client.addMetric(
                        name("records-lag", "consumer-fetch-manager-metrics", Map.of("client-id", "a", label, "x")),
                        value(1));
            }
            client.addMetric(name("version", "app-info", CLIENT), (Gauge<String>) (config, now) -> "4");

            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    void whatIsNoNumberIsNotANumber() {
        AtomicReference<Object> value = new AtomicReference<>("a text");
        try (Metrics client = client()) {
            client.addMetric(name("state", "consumer-metrics", CLIENT), (Gauge<Object>) (config, now) -> value.get());

            assertThat(registry.get("kafka.consumer.state").gauge().value()).isNaN();
        }
    }

    @Test
    void aMetricThatIsRemovedAndAClientThatIsClosedAreForgotten() {
        Metrics client = client();
        MetricName gone = name("one", "consumer-metrics", CLIENT);
        client.addMetric(gone, value(1));
        client.addMetric(name("two", "consumer-metrics", CLIENT), value(2));
        assertThat(registry.getMeters()).hasSize(2);

        client.removeMetric(gone);
        assertThat(registry.find("kafka.consumer.one").meter()).isNull();
        client.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    private Metrics client() {
        ClientMetrics reporter = new ClientMetrics();
        reporter.configure(Map.of(ClientMetrics.REGISTRY, registry));
        return new Metrics(new MetricConfig(), List.of(reporter), Time.SYSTEM, new KafkaMetricsContext("kafka"));
    }

    private static MetricName name(String name, String group, Map<String, String> tags) {
        return new MetricName(name, group, "for people", tags);
    }

    private static Gauge<Double> value(double value) {
        return (config, now) -> value;
    }
}
