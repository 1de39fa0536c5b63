package io.kafkafetch.adapters.metrics;

import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.PartitionProgress.Held;
import io.kafkafetch.application.progress.ProgressListener;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * How far the whole group is behind, a series a partition, on every instance. A value that is not known is not there: a
 * partition that is gone, or whose end nobody tells, has no series; none has one while the cluster does not answer; and
 * once nobody has told anything for {@link #GREATEST_AGE} the values are NaN. Thread-safe.
 */
public final class LagMetrics implements ProgressListener {

    /** Reports come about once a second; one as old as this is not how things are. */
    static final Duration GREATEST_AGE = Duration.ofSeconds(30);

    /** As many as a topic of this service may have; partitions beyond are left out. */
    static final int MAX_PARTITIONS = 10_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final MultiGauge records;
    private final MultiGauge seconds;
    private final MultiGauge heldRecords;
    private final MultiGauge heldSeconds;
    private volatile Told told;

    private record Told(Map<Partition, PartitionProgress> partitions, long atNanos) {}

    /**
     * Nothing known yet.
     *
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     */
    public LagMetrics(MeterRegistry registry, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.told = new Told(Map.of(), nanoTime.getAsLong());
        this.records = MultiGauge.builder("login.consumer.lag")
                .description("Records of the partition that no instance has made durable yet")
                .register(registry);
        this.seconds = MultiGauge.builder("login.consumer.lag.seconds")
                .description("Age of the oldest of them, 0 where there is none")
                .register(registry);
        this.heldRecords = MultiGauge.builder("login.consumer.held.records")
                .description("Records of them that wait for the end of another producer's transaction")
                .register(registry);
        this.heldSeconds = MultiGauge.builder("login.consumer.held.seconds")
                .description("How long the first of those has waited, as far as it was looked")
                .register(registry);
    }

    @Override
    public synchronized void progress(ProgressReport report) {
        Map<Partition, PartitionProgress> partitions = new LinkedHashMap<>();
        report.partitions().stream()
                .limit(MAX_PARTITIONS)
                .forEach(partition -> partitions.put(partition.partition(), partition));
        show(partitions);
    }

    @Override
    public synchronized void unknown(Fault why) {
        show(Map.of());
    }

    private void show(Map<Partition, PartitionProgress> partitions) {
        told = new Told(partitions, nanoTime.getAsLong());
        register(records, LagMetrics::lag);
        register(seconds, LagMetrics::behind);
        register(heldRecords, progress -> held(progress, Held::records));
        register(heldSeconds, progress -> held(progress, held -> held.age().toNanos() / NANOS_PER_SECOND));
    }

    /** Rows that stay are not touched, and read what was told last: a scrape in between finds them. */
    private void register(MultiGauge gauge, ToDoubleFunction<PartitionProgress> value) {
        gauge.register(
                told.partitions().values().stream()
                        .filter(progress -> !Double.isNaN(value.applyAsDouble(progress)))
                        .map(progress -> row(progress.partition(), value))
                        .toList(),
                false);
    }

    private Row<?> row(Partition partition, ToDoubleFunction<PartitionProgress> value) {
        Tags tags = Tags.of("topic", partition.stream(), "partition", String.valueOf(partition.number()));
        return Row.of(tags, this, metrics -> metrics.present(partition, value));
    }

    private double present(Partition partition, ToDoubleFunction<PartitionProgress> value) {
        Told now = told;
        PartitionProgress progress = now.partitions().get(partition);
        boolean old = nanoTime.getAsLong() - now.atNanos() > GREATEST_AGE.toNanos();
        return progress == null || old ? Double.NaN : value.applyAsDouble(progress);
    }

    private static double lag(PartitionProgress progress) {
        OptionalLong lag = progress.lag();
        return lag.isPresent() ? lag.getAsLong() : Double.NaN;
    }

    private static double behind(PartitionProgress progress) {
        return progress.behind()
                .map(behind -> behind.toNanos() / NANOS_PER_SECOND)
                .orElse(Double.NaN);
    }

    /** Where the end is not known, neither is what is held. */
    private static double held(PartitionProgress progress, ToDoubleFunction<Held> value) {
        return progress.end().isEmpty()
                ? Double.NaN
                : progress.held().map(value::applyAsDouble).orElse(0.0);
    }
}
