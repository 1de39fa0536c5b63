package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.kafka.Lanes;
import io.kafkafetch.adapters.kafka.ReadsKafka;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Up once the cluster and its topics are there, for as long as no lane is in trouble. */
@Singleton
@Requires(condition = ReadsKafka.class)
final class LanesHealth implements HealthIndicator {

    private static final String NAME = "lanes";

    private final Lanes lanes;
    private final LanesService lifecycle;

    LanesHealth(Lanes lanes, LanesService lifecycle) {
        this.lanes = lanes;
        this.lifecycle = lifecycle;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, String> troubles = lanes.troubles();
        HealthResult.Builder health = HealthResult.builder(NAME);
        if (!lifecycle.started().isDone()) {
            health.status(HealthStatus.DOWN).details(Map.of("waiting", "for the cluster and its topics"));
        } else if (lifecycle.started().isCompletedExceptionally() || !troubles.isEmpty()) {
            health.status(HealthStatus.DOWN).details(troubles);
        } else {
            health.status(HealthStatus.UP);
        }
        return Publishers.just(health.build());
    }
}
