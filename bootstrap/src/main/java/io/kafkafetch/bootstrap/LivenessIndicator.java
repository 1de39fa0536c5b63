package io.kafkafetch.bootstrap;

import io.kafkafetch.application.Pulse;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.reactivestreams.Publisher;

/** Up while every thread of the service makes progress, whatever becomes of the cluster. */
@Liveness
@Singleton
@Requires(beans = Service.class)
final class LivenessIndicator implements HealthIndicator {

    private static final String NAME = "threads";

    private final Service service;
    private final ServiceHealth health;

    LivenessIndicator(Service service, ServiceHealth health) {
        this.service = service;
        this.health = health;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, String> troubles = health.deadly();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("troubles", troubles);
        service.vitals().forEach(vitals -> vitals.pulses().forEach(pulse -> details.put(pulse.name(), told(pulse))));
        return Publishers.just(HealthResult.builder(NAME)
                .status(troubles.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build());
    }

    private static Map<String, Object> told(Pulse pulse) {
        Map<String, Object> told = new TreeMap<>();
        told.put("doing", pulse.activity());
        told.put("for_seconds", pulse.since().toMillis() / 1e3);
        return told;
    }
}
