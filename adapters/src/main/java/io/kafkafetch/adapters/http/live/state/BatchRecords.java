package io.kafkafetch.adapters.http.live.state;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch as far as its insights have come: they are published to several partitions, and so come in any order. Not
 * thread-safe.
 */
final class BatchRecords {

    /** What every release publishes of a batch. */
    private static final Set<Metric.Ranked> OF_EVERY_RELEASE =
            EnumSet.of(Metric.Ranked.LOGINS_PER_REGION, Metric.Ranked.DEVICE_USAGE);

    /** Within each metric the greatest counts first. */
    private static final Comparator<Insight.Ranked> RANK = comparing(Insight.Ranked::metric)
            .thenComparing(comparingLong(Insight.Ranked::count).reversed())
            .thenComparing(Insight.Ranked::name);

    /** The peak hour first. */
    private static final Comparator<PublishedInsight> ORDER = (a, b) -> switch (a.insight()) {
        case Insight.PeakHour peak -> b.insight() instanceof Insight.PeakHour ? 0 : -1;
        case Insight.Ranked ranked -> b.insight() instanceof Insight.Ranked other ? RANK.compare(ranked, other) : 1;
    };

    private final BatchName name;
    private final Instant begunAt;
    private final ChosenMetrics chosen;
    private final List<PublishedInsight> records = new ArrayList<>();
    private final Map<Metric.Ranked, Long> logins = new EnumMap<>(Metric.Ranked.class);
    private @Nullable Instant peakAt;
    private long events;
    private long rejected;
    private long skipped;
    private int counted;

    /**
     * @param begunAt when the record that came first was published
     * @param chosen the metrics that are published
     */
    BatchRecords(BatchName name, Instant begunAt, ChosenMetrics chosen) {
        this.chosen = chosen;
        this.name = name;
        this.begunAt = begunAt;
    }

    void add(PublishedInsight insight, Instant publishedAt) {
        records.add(insight);
        events = insight.events();
        rejected = insight.rejected();
        skipped = insight.skipped();
        switch (insight.insight()) {
            case Insight.PeakHour peak -> peakAt = peakAt == null ? publishedAt : peakAt;
            case Insight.Ranked ranked -> logins.merge(ranked.metric(), ranked.count(), Long::sum);
        }
    }

    /**
     * Whether everything has come that is chosen and that every release publishes: its counts add up to the batch's events.
     * Where nothing else is chosen, what only newer releases publish decides.
     */
    boolean isComplete() {
        boolean hasPeaks = chosen.has(Metric.Running.PEAK_HOUR);
        boolean isOfEveryRelease = hasPeaks || chosen.ranked().stream().anyMatch(OF_EVERY_RELEASE::contains);
        return (!hasPeaks || peakAt != null)
                && chosen.ranked().stream()
                        .filter(metric -> !isOfEveryRelease || OF_EVERY_RELEASE.contains(metric))
                        .allMatch(metric -> logins.getOrDefault(metric, 0L) == events);
    }

    /** Those that were not taken before, to be counted; once. */
    List<PublishedInsight> takeUncounted() {
        List<PublishedInsight> uncounted = List.copyOf(records.subList(counted, records.size()));
        counted = records.size();
        return uncounted;
    }

    BatchName name() {
        return name;
    }

    Instant begunAt() {
        return begunAt;
    }

    /** When its peak hour was published, which a batch has once at most; before that, when it began to come. */
    Instant publishedAt() {
        return peakAt == null ? begunAt : peakAt;
    }

    int size() {
        return records.size();
    }

    long events() {
        return events;
    }

    long rejected() {
        return rejected;
    }

    /** How many were skipped; {@code null} for none, as documents say it. */
    @Nullable
    Long skipped() {
        return skipped == 0 ? null : skipped;
    }

    /** Their order does not depend on the order they came in. */
    List<PublishedInsight> insights() {
        return records.stream().sorted(ORDER).toList();
    }
}
