package io.kafkafetch.application.replay.desk;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run that was ordered, while it lasts and afterwards. Thread-safe. */
public final class OrderedRun {

    private final ReplayOrder order;
    private final String name;
    private final Optional<String> by;
    private final Instant begun;
    private final RunWatch watch;

    private volatile @Nullable RunReport last;

    OrderedRun(ReplayOrder order, String name, Optional<String> by, Instant begun, RunWatch watch) {
        this.order = order;
        this.name = name;
        this.by = by;
        this.begun = begun;
        this.watch = watch;
    }

    ReplayOrder order() {
        return order;
    }

    String name() {
        return name;
    }

    RunWatch watch() {
        return watch;
    }

    boolean isOver() {
        return last != null;
    }

    RunReport end(Instant ended, Optional<RunTrouble> trouble) {
        RunReport report = report(Optional.of(ended), trouble);
        last = report;
        return report;
    }

    /** How it stands, or how it ended. */
    public RunReport report() {
        RunReport ended = last;
        return ended == null ? report(Optional.empty(), Optional.empty()) : ended;
    }

    private RunReport report(Optional<Instant> ended, Optional<RunTrouble> trouble) {
        RunCounts counts = watch.counts();
        boolean isLimitReached = counts.chosen() >= order.limits().most();
        return new RunReport(name, order.isExecuted(), by, begun, ended, counts, isLimitReached, trouble);
    }
}
