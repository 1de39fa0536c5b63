package io.kafkafetch.bootstrap.health;

import io.kafkafetch.application.health.Pulse;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Runbook runbook;

    LivenessIndicator(Service service, ServiceHealth health, Runbook runbook) {
        this.service = service;
        this.health = health;
        this.runbook = runbook;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        List<Trouble> troubles = health.deadly();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("troubles", HealthDetails.sentences(troubles));
        details.put("trouble_reports", HealthDetails.reports(troubles, runbook));
        service.vitals().forEach(vitals -> vitals.pulses().forEach(pulse -> details.put(pulse.name(), told(pulse))));
        return Publishers.just(HealthResult.builder(NAME)
                .status(HealthDetails.status(troubles))
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
