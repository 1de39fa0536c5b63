package io.kafkafetch.bootstrap.health;

import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.application.health.Pulse;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.Trouble;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.bootstrap.config.HealthConfiguration;
import io.kafkafetch.bootstrap.service.Service;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether this instance lives and is ready, and why not: what is reported, and what its signs of life tell. Asks no
 * cluster: the answer comes at once. Thread-safe.
 */
@Singleton
@Requires(beans = Service.class)
public final class ServiceHealth {

    private final Service service;
    private final TroubleBoard board;
    private final ProgressWatch progress;
    private final HealthConfiguration bounds;
    private final Optional<FileLedger> files;
    private final FreeDisk disk;
    private final InstantSource clock;

    /** @param files the sink, where it is one of files */
    @Inject
    ServiceHealth(
            Service service,
            TroubleBoard board,
            ProgressWatch progress,
            HealthConfiguration bounds,
            Optional<FileLedger> files,
            FreeDisk disk) {
        this(service, board, progress, bounds, files, disk, InstantSource.system());
    }

    ServiceHealth(
            Service service,
            TroubleBoard board,
            ProgressWatch progress,
            HealthConfiguration bounds,
            Optional<FileLedger> files,
            FreeDisk disk,
            InstantSource clock) {
        this.service = service;
        this.board = board;
        this.progress = progress;
        this.bounds = bounds;
        this.files = files;
        this.disk = disk;
        this.clock = clock;
    }

    /** Threads that are dead or stuck, which only a restart mends; empty where all live. */
    List<Trouble> deadly() {
        Found found = new Found(clock.instant());
        deadly(found);
        return found.all();
    }

    private void deadly(Found found) {
        for (Vitals vitals : service.vitals()) {
            Duration bound = bounds.livenessTimeout().plus(vitals.allowance());
            for (Pulse pulse : vitals.pulses()) {
                pulse.trouble(bound).ifPresent(fault -> found.add(pulse.name(), fault, pulse.since()));
            }
        }
        if (hasFailed()) {
            found.add("service", Fault.of(TroubleCode.SERVICE_FAILED), Duration.ZERO);
        }
    }

    /** All that is wrong, what is deadly too, and warnings; empty where all is well. */
    public List<Trouble> troubles() {
        Found found = new Found(clock.instant());
        board.present().forEach(found::add);
        deadly(found);
        files.flatMap(FileLedger::trouble).ifPresent(fault -> found.add("sink", fault, Duration.ZERO));
        disk.trouble().ifPresent(fault -> found.add("disk", fault, Duration.ZERO));
        if (!service.started().isDone()) {
            found.add("service", Fault.of(TroubleCode.STARTING), Duration.ZERO);
            return found.all();
        }
        service.vitals().forEach(vitals -> add(vitals, found));
        progress.trouble()
                .ifPresent(fault -> found.add("progress", fault, progress.age().orElse(Duration.ZERO)));
        return found.all();
    }

    private void add(Vitals vitals, Found found) {
        if (!vitals.isJoined()) {
            found.add(vitals.name() + ": group", TroubleCode.NOT_JOINED, vitals.outside());
        } else if (!vitals.isRestored()) {
            found.add(vitals.name() + ": restoring state and position", TroubleCode.NOT_RESTORED, vitals.lost());
        }
        vitals.committing()
                .filter(this::isTooLong)
                .ifPresent(since ->
                        found.add(vitals.name() + ": committing", TroubleCode.COMMIT_SLOW, Optional.of(since)));
    }

    private boolean isTooLong(Duration committing) {
        return committing.compareTo(bounds.commitBound()) > 0;
    }

    private boolean hasFailed() {
        return service.started().isCompletedExceptionally() || service.ended().isCompletedExceptionally();
    }

    /** What was found so far, one a place: the first that was found, which says most. */
    private record Found(Instant now, Map<String, Trouble> byPlace) {

        Found(Instant now) {
            this(now, new TreeMap<>());
        }

        void add(Trouble trouble) {
            byPlace.putIfAbsent(trouble.place(), trouble);
        }

        void add(String place, Fault fault, Duration age) {
            add(new Trouble(place, fault, now.minus(age)));
        }

        void add(String place, TroubleCode code, Optional<Duration> age) {
            add(place, Fault.of(code), age.orElse(Duration.ZERO));
        }

        List<Trouble> all() {
            return List.copyOf(byPlace.values());
        }
    }
}
