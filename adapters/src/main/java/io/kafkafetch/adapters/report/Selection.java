package io.kafkafetch.adapters.report;

import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which insights of a batch are reported.
 *
 * @param metrics these alone, at least one
 * @param top at most so many of each metric, the most frequent, at least 1
 */
public record Selection(Set<Metric> metrics, int top) {

    /** Every insight. */
    public static final Selection ALL = new Selection(Set.copyOf(Metric.ALL), Integer.MAX_VALUE);

    public Selection {
        metrics = Set.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("a selection of no metric");
        }
        if (top < 1) {
            throw new IllegalArgumentException("a selection of the first " + top);
        }
    }

    /** Those of these insights, which are in the order they are published: ranked within each metric. */
    List<Insight> of(List<Insight> insights) {
        if (equals(ALL)) {
            return insights;
        }
        Map<Metric, Integer> taken = new HashMap<>();
        List<Insight> selected = new ArrayList<>();
        for (Insight insight : insights) {
            Metric metric = insight.metric();
            if (metrics.contains(metric) && taken.merge(metric, 1, Integer::sum) <= top) {
                selected.add(insight);
            }
        }
        return selected;
    }
}
