package io.kafkafetch.adapters.logging;

import static java.util.stream.Collectors.joining;

import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.login.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of rejected records: one line an interval, with the counts of each reason, and nothing of the payload. Its memory is
 * bounded by the number of reasons there are. Thread-safe; all sources of a process share one.
 */
public final class RejectionLog implements Rejections, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String keptIn;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private volatile long reportedNanos;
    private final Map<Reason, LongAdder> counts = new ConcurrentHashMap<>();
    private final Thread reporting;

    /**
     * A log that has said nothing yet.
     *
     * @param keptIn where the rejected records are kept, for the line that reports them
     * @param interval how often rejections are logged at most
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     */
    public RejectionLog(String keptIn, Duration interval, LongSupplier nanoTime) {
        this.keptIn = keptIn;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.reportedNanos = nanoTime.getAsLong() - intervalNanos;
        this.reporting =
                Thread.ofPlatform().name("kafka-fetch-rejections").daemon().unstarted(this::run);
    }

    /** Reports whatever is due, from now on; once. */
    public RejectionLog start() {
        reporting.start();
        return this;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                report();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what is left to say. */
    @Override
    public void close() {
        reporting.interrupt();
        say();
    }

    @Override
    public void rejected(List<Reason> reasons) {
        reasons.forEach(
                reason -> counts.computeIfAbsent(reason, r -> new LongAdder()).increment());
    }

    /** Warns if there is something to warn of, and the last warning is an interval ago. */
    void report() {
        long now = nanoTime.getAsLong();
        if (now - reportedNanos >= intervalNanos && say()) {
            reportedNanos = now;
        }
    }

    /** Whether there was anything to say. */
    private synchronized boolean say() {
        Map<String, Map<String, Long>> byCode = new TreeMap<>();
        counts.forEach((reason, count) -> {
            long sum = count.sumThenReset();
            if (sum > 0) {
                byCode.computeIfAbsent(reason.code(), code -> new TreeMap<>()).put(place(reason), sum);
            }
        });
        if (byCode.isEmpty()) {
            return false;
        }
        LOG.warn(
                "Rejected: {}; kept in {}",
                byCode.entrySet().stream()
                        .map(code -> code.getKey() + " (" + counts(code.getValue()) + ")")
                        .collect(joining(", ")),
                keptIn);
        return true;
    }

    private static String counts(Map<String, Long> places) {
        return places.entrySet().stream()
                .map(place -> place.getKey() + " " + place.getValue() + "x")
                .collect(joining(", "));
    }

    private static String place(Reason reason) {
        return switch (reason) {
            case Reason.OfField ofField -> ofField.field().wireName();
            case Reason.OfRecord ofRecord -> "record";
        };
    }
}
