package io.kafkafetch.bootstrap.health;

import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.trouble.Runbook;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Up while the service has its place, knows how far it is, and can commit. */
@Readiness
@Singleton
@Requires(beans = Service.class)
final class ReadinessIndicator implements HealthIndicator {

    private static final String NAME = "pipeline";

    private final Service service;
    private final ProgressWatch progress;
    private final ServiceHealth health;
    private final Runbook runbook;

    ReadinessIndicator(Service service, ProgressWatch progress, ServiceHealth health, Runbook runbook) {
        this.service = service;
        this.progress = progress;
        this.health = health;
        this.runbook = runbook;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        List<Trouble> troubles = health.troubles();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("troubles", HealthDetails.sentences(troubles));
        details.put("trouble_reports", HealthDetails.reports(troubles, runbook));
        service.vitals().forEach(vitals -> details.put(vitals.name(), told(vitals)));
        details.put("progress", progress());
        return Publishers.just(HealthResult.builder(NAME)
                .status(HealthDetails.status(troubles))
                .details(details)
                .build());
    }

    private static Map<String, Object> told(Vitals vitals) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("joined", vitals.isJoined());
        told.put("positions_known", vitals.isRestored());
        vitals.sinceCommit().ifPresent(since -> told.put("last_commit_seconds_ago", seconds(since)));
        vitals.committing().ifPresent(since -> told.put("committing_for_seconds", seconds(since)));
        return told;
    }

    private Map<String, Object> progress() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("known", progress.trouble().isEmpty());
        progress.age().ifPresent(age -> told.put("seconds_ago", seconds(age)));
        progress.report().ifPresent(report -> {
            report.lag().ifPresent(lag -> told.put("lag_records", lag));
            report.behind().ifPresent(behind -> told.put("lag_seconds", seconds(behind)));
        });
        return told;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
