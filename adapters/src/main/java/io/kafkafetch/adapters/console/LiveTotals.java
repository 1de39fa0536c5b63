package io.kafkafetch.adapters.console;

import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.NameTotals;
import io.kafkafetch.domain.insight.Ranking;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Adds up what a run reports, for its {@linkplain Snapshot snapshots}. Of each metric and of the reasons it keeps
 * the first {@link #MAX_NAMES} names; what comes under a later name is counted, but as "others". Thread-safe.
 */
public final class LiveTotals {

    /** Most names kept of a kind. */
    public static final int MAX_NAMES = 10_000;

    private static final int RANKED = 20;
    private static final long RATE_WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long RATE_STEP_NANOS = Duration.ofMillis(100).toNanos();

    private final String source;
    private final int ranked;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Map<Metric.Ranked, NameTotals> names = new EnumMap<>(Metric.Ranked.class);
    private final NameTotals reasons = new NameTotals(MAX_NAMES);
    private final Map<String, HourCounts> hours = new HashMap<>();
    private final Map<String, Insight.PeakHour> peaks = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private String peakOf = "";
    private OptionalLong generated = OptionalLong.empty();
    private long accepted;
    private long rejected;
    private long skipped;
    private long batches;
    private long insights;

    /**
     * Nothing yet; the run begins now. Snapshots rank the first 20 names of a kind.
     *
     * @param source where the logins come from
     * @param nanoTime a monotonic clock such as {@link System#nanoTime()}
     */
    public LiveTotals(String source, LongSupplier nanoTime) {
        this(source, RANKED, nanoTime);
    }

    /** Totals whose snapshots rank so many names of a kind, and count the others together. */
    public LiveTotals(String source, int ranked, LongSupplier nanoTime) {
        this.source = source;
        this.ranked = ranked;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        samples.add(new Sample(startNanos, 0));
    }

    /** So many more logins were generated. */
    public synchronized void generated(long logins) {
        generated = OptionalLong.of(generated.orElse(0) + logins);
    }

    /** One more batch, with so many logins accepted. */
    public synchronized void batch(long accepted) {
        batches++;
        this.accepted += accepted;
    }

    /** One more record rejected, for the reasons of these codes. */
    public synchronized void rejected(List<String> codes) {
        rejected++;
        codes.forEach(code -> reasons.add(code, 1));
    }

    /** So many more records were skipped: they are no logins, and no faults. */
    public synchronized void skipped(long records) {
        skipped += records;
    }

    /** So many more insights were published. */
    public synchronized void insights(long published) {
        insights += published;
    }

    /** So many more logins of this name. */
    public synchronized void ranked(Metric.Ranked metric, String name, long count) {
        names.computeIfAbsent(metric, none -> new NameTotals(MAX_NAMES)).add(name, count);
    }

    /** The partition's running logins per hour, in place of what it said before. One entry a partition is kept. */
    public synchronized void hours(String partition, HourCounts running) {
        hours.put(partition, running);
    }

    /**
     * The partition's running peak hour, in place of what it said before; for those who don't know all its
     * {@linkplain #hours hours}. Across partitions the peaks at one hour are added, which is the exact peak of one
     * partition and of several that agree, and too low otherwise. One entry a partition is kept.
     */
    public synchronized void peakHour(String partition, Insight.PeakHour peak) {
        peaks.put(partition, peak);
    }

    /** The peaks count what was before this run too; these words say so behind them. */
    public synchronized void peakOf(String words) {
        peakOf = words;
    }

    /** Where the run stands now. */
    public synchronized Snapshot snapshot() {
        long now = nanoTime.getAsLong();
        HourCounts allHours = hours.values().stream().reduce(HourCounts.EMPTY, HourCounts::plus);
        return new Snapshot(
                source,
                Duration.ofNanos(now - startNanos),
                generated,
                accepted,
                rejected,
                skipped,
                reasons.ranking().first(ranked),
                batches,
                insights,
                loginsPerSecond(now),
                allHours,
                allHours.peak().or(this::peakOfPeaks),
                peakOf,
                rankings());
    }

    private Map<Metric.Ranked, Ranking> rankings() {
        Map<Metric.Ranked, Ranking> rankings = new EnumMap<>(Metric.Ranked.class);
        names.forEach(
                (metric, counted) -> rankings.put(metric, counted.ranking().first(ranked)));
        return rankings;
    }

    private Optional<Insight.PeakHour> peakOfPeaks() {
        long[] byHour = new long[HourCounts.HOURS];
        peaks.values().forEach(peak -> byHour[peak.hour()] += peak.logins());
        return HourCounts.of(byHour).peak();
    }

    /** Since the oldest sample of the last seconds; at most one sample is taken a step, so that their number is bounded. */
    private long loginsPerSecond(long now) {
        while (samples.size() > 1 && now - samples.getFirst().nanos() > RATE_WINDOW_NANOS) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        if (now - samples.getLast().nanos() >= RATE_STEP_NANOS) {
            samples.addLast(new Sample(now, accepted));
        }
        long nanos = now - oldest.nanos();
        return nanos <= 0 ? 0 : Math.round((accepted - oldest.accepted()) * 1e9 / nanos);
    }

    private record Sample(long nanos, long accepted) {}
}
