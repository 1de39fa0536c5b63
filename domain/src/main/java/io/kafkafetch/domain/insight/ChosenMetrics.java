package io.kafkafetch.domain.insight;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which metrics are published of each batch: all, some or none. What is counted does not depend on it, nor do the running
 * hours. Immutable.
 */
public final class ChosenMetrics {

    private static final String EVERY = "all";
    private static final String NO = "none";

    /** Everything. */
    public static final ChosenMetrics ALL = new ChosenMetrics(Metric.ALL);

    /** Nothing. */
    public static final ChosenMetrics NONE = new ChosenMetrics(List.of());

    /** In the order they are published. */
    private final List<Metric> metrics;

    private final List<Metric.Ranked> ranked;
    private final Set<Dimension> dimensions;

    private ChosenMetrics(List<Metric> metrics) {
        this.metrics = metrics;
        this.ranked =
                Arrays.stream(Metric.Ranked.values()).filter(metrics::contains).toList();
        this.dimensions = ranked.stream().map(Metric.Ranked::dimension).collect(Collectors.toUnmodifiableSet());
    }

    /** These, in any order. */
    public static ChosenMetrics of(Collection<Metric> chosen) {
        return new ChosenMetrics(Metric.ALL.stream().filter(chosen::contains).toList());
    }

    /**
     * What {@link #text} says; names may be in any order, with blanks around them.
     *
     * @return empty if a name is none of a metric, or is there twice
     */
    public static Optional<ChosenMetrics> of(String text) {
        if (text.strip().equals(EVERY)) {
            return Optional.of(ALL);
        }
        if (text.strip().equals(NO)) {
            return Optional.of(NONE);
        }
        String[] names = text.split(",", -1);
        Set<Metric> named = Arrays.stream(names)
                .flatMap(name -> Metric.of(name.strip()).stream())
                .collect(Collectors.toSet());
        return named.size() == names.length ? Optional.of(of(named)) : Optional.empty();
    }

    /** Whether this one is published. */
    public boolean has(Metric metric) {
        return metrics.contains(metric);
    }

    /** The ranked ones that are published, in their order. */
    public List<Metric.Ranked> ranked() {
        return ranked;
    }

    /** What the ranked ones have to be counted by. */
    public Set<Dimension> dimensions() {
        return dimensions;
    }

    /** Whether everything is published. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether nothing is published. */
    public boolean isNone() {
        return metrics.isEmpty();
    }

    /** {@code all}, {@code none}, or wire names in the order they are published: {@code peak_hour,device_usage}. */
    public String text() {
        if (isAll()) {
            return EVERY;
        }
        return isNone() ? NO : metrics.stream().map(Metric::wireName).collect(Collectors.joining(","));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChosenMetrics that && metrics.equals(that.metrics);
    }

    @Override
    public int hashCode() {
        return metrics.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
