package io.kafkafetch.bootstrap.health;

import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether it is known how far the pipeline is. Thread-safe. */
final class ProgressWatch implements ProgressListener {

    /** Reports come about once a second; a cluster that answers slowly takes longer. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private record Heard(ProgressReport report, long atNanos) {}

    private final LongSupplier nanoTime;
    private volatile @Nullable Heard last;
    private volatile @Nullable Fault unknown = Fault.of(TroubleCode.PROGRESS_UNKNOWN, "nothing is known yet");

    /** @param nanoTime a monotonic clock */
    ProgressWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void progress(ProgressReport report) {
        last = new Heard(report, nanoTime.getAsLong());
        unknown = null;
    }

    @Override
    public void unknown(Fault why) {
        unknown = why;
    }

    /** Why it is not known now; empty where it is. */
    Optional<Fault> trouble() {
        Fault why = unknown;
        if (why != null) {
            return Optional.of(why);
        }
        return age().filter(age -> age.compareTo(FRESH) > 0)
                .map(age -> Fault.of(TroubleCode.PROGRESS_UNKNOWN, "nothing was heard for " + age.toSeconds() + " s"));
    }

    /** What was heard last. */
    Optional<ProgressReport> report() {
        return Optional.ofNullable(last).map(Heard::report);
    }

    /** How long ago that was. */
    Optional<Duration> age() {
        return Optional.ofNullable(last)
                .map(heard -> Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - heard.atNanos())));
    }
}
