package io.kafkafetch.bootstrap;

import io.kafkafetch.adapters.file.FileLedger;
import io.kafkafetch.application.Pulse;
import io.kafkafetch.application.Vitals;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether this instance lives and is ready, and why not: what is in trouble, and why. Asks the service for its signs of
 * life, and no cluster: the answer comes at once. Thread-safe.
 */
@Singleton
@Requires(beans = Service.class)
final class ServiceHealth {

    private final Service service;
    private final ProgressWatch progress;
    private final HealthConfiguration bounds;
    private final Optional<FileLedger> files;

    /** @param files the sink, where it is one of files */
    ServiceHealth(Service service, ProgressWatch progress, HealthConfiguration bounds, Optional<FileLedger> files) {
        this.service = service;
        this.progress = progress;
        this.bounds = bounds;
        this.files = files;
    }

    /** Threads that are dead or stuck, which only a restart mends; empty where all live. */
    Map<String, String> deadly() {
        Map<String, String> deadly = new TreeMap<>();
        for (Vitals vitals : service.vitals()) {
            for (Pulse pulse : vitals.pulses()) {
                pulse.trouble(bounds.livenessTimeout()).ifPresent(why -> deadly.put(pulse.name(), why));
            }
        }
        if (hasFailed()) {
            deadly.put("service", "has ended with a failure");
        }
        return deadly;
    }

    /** All that keeps it from being ready, what is deadly too; empty where it is ready. */
    Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>(service.troubles());
        troubles.putAll(deadly());
        files.flatMap(FileLedger::trouble).ifPresent(why -> troubles.put("sink", why));
        if (!service.started().isDone()) {
            troubles.put("service", "waiting for the cluster and its topics");
            return troubles;
        }
        service.vitals().forEach(vitals -> add(vitals, troubles));
        progress.trouble().ifPresent(why -> troubles.put("progress", why));
        return troubles;
    }

    private void add(Vitals vitals, Map<String, String> troubles) {
        if (!vitals.isJoined()) {
            troubles.put(vitals.name() + ": group", "not joined");
        } else if (!vitals.isRestored()) {
            troubles.putIfAbsent(vitals.name() + ": restoring state and position", "not done yet");
        }
        vitals.committing()
                .filter(this::isTooLong)
                .ifPresent(since -> troubles.putIfAbsent(
                        vitals.name() + ": committing", "under way for " + since.toSeconds() + " s"));
    }

    private boolean isTooLong(Duration committing) {
        return committing.compareTo(bounds.commitBound()) > 0;
    }

    private boolean hasFailed() {
        return service.started().isCompletedExceptionally() || service.ended().isCompletedExceptionally();
    }
}
