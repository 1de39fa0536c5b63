package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.application.trouble.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds up what a live view hears. */
final class Heard implements PublishedListener, ProgressListener {

    private final SameTotals.Sum sum = new SameTotals.Sum();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final List<RejectedRecord> deadLetters = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private long latest;
    private Optional<ProgressReport> report = Optional.empty();
    private Optional<String> unknown = Optional.empty();

    // ---- what it hears

    @Override
    public synchronized void begin() {
        sum.clear();
        rejected.clear();
        deadLetters.clear();
        states.add("begin");
    }

    @Override
    public synchronized void loading(long read, long total) {
        states.add("loading " + read + "/" + total);
    }

    @Override
    public synchronized void live() {
        if (!isLive()) {
            states.add("live");
        }
    }

    @Override
    public synchronized void unavailable(String why) {
        states.add("unavailable: " + why);
    }

    @Override
    public synchronized void insight(PublishedInsight insight, Instant publishedAt) {
        latest = Math.max(latest, publishedAt.toEpochMilli());
        sum.add(insight);
    }

    @Override
    public synchronized void rejected(RejectedRecord deadLetter) {
        deadLetters.add(deadLetter);
        deadLetter.reasons().stream()
                .map(RejectedRecord.Reason::code)
                .distinct()
                .forEach(code -> rejected.merge(code, 1L, Long::sum));
    }

    @Override
    public synchronized void progress(ProgressReport told) {
        report = Optional.of(told);
        unknown = Optional.empty();
    }

    @Override
    public synchronized void unknown(Fault why) {
        unknown = Optional.of(why.detailed());
    }

    // ---- what comes of it

    synchronized SameTotals totals() {
        return sum.totals(new TreeMap<>(rejected));
    }

    synchronized List<RejectedRecord> deadLetters() {
        return List.copyOf(deadLetters);
    }

    synchronized List<String> states() {
        return List.copyOf(states);
    }

    synchronized boolean isLive() {
        return !states.isEmpty() && states.getLast().equals("live");
    }

    synchronized boolean isUnavailable() {
        return !states.isEmpty() && states.getLast().startsWith("unavailable: ");
    }

    synchronized Instant latest() {
        return Instant.ofEpochMilli(latest);
    }

    synchronized Optional<ProgressReport> report() {
        return report;
    }

    synchronized Optional<String> unknownWhy() {
        return unknown;
    }

    OptionalLong lag() {
        return report().map(ProgressReport::lag).orElse(OptionalLong.empty());
    }

    Optional<Duration> behind() {
        return report().flatMap(ProgressReport::behind);
    }

    /** Positions by the partitions' numbers. */
    Map<Integer, Long> positions() {
        return report().map(ProgressReport::partitions).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        progress -> progress.partition().number(),
                        PartitionProgress::position,
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Override
    public String toString() {
        return "states " + states() + ", accepted " + totals().accepted() + ", report " + report() + ", unknown "
                + unknownWhy();
    }
}
