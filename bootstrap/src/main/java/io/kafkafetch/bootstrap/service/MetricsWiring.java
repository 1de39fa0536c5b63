package io.kafkafetch.bootstrap.service;

import io.kafkafetch.adapters.metrics.LagMetrics;
import io.kafkafetch.adapters.metrics.LossMetrics;
import io.kafkafetch.adapters.metrics.PipelineMetrics;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Sink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** The pipeline's own metrics; those of the JVM and of HTTP are Micronaut's. */
@Factory
@Requires(beans = MeterRegistry.class)
final class MetricsWiring {

    @Singleton
    PipelineMetrics pipelineMetrics(MeterRegistry registry, KafkaFetchConfiguration configuration) {
        List<String> rules = configuration.format().mapping().stream()
                .flatMap(mapping -> mapping.when().stream())
                .map(condition -> condition.at().text())
                .toList();
        return new PipelineMetrics(registry, configuration.sink() != Sink.CONSOLE, InstantSource.system(), rules);
    }

    @Singleton
    LossMetrics lossMetrics(MeterRegistry registry) {
        return new LossMetrics(registry);
    }

    @Singleton
    LagMetrics lagMetrics(MeterRegistry registry) {
        return new LagMetrics(registry, System::nanoTime);
    }
}
