package io.kafkafetch.adapters.console;

import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.Ranking;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Names ranked under a title. */
record Ranked(String title, Ranking ranking) {

    /** These metrics in the order of the catalogue, each with its first {@code top} names. */
    static List<Ranked> of(Collection<Metric.Ranked> metrics, Snapshot snapshot, int top) {
        return metrics.stream()
                .sorted()
                .map(metric ->
                        new Ranked(metric.title(), snapshot.ranking(metric).first(top)))
                .toList();
    }

    /** In groups of this size, the last one perhaps smaller. */
    static List<List<Ranked>> groups(List<Ranked> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(from + size, all.size())))
                .toList();
    }

    /** How many lines its names take, with the one of the others. */
    int rows() {
        return ranking.top().size() + (ranking.others() > 0 ? 1 : 0);
    }
}
