package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.insight.Frequencies.Entry;
import java.util.ArrayList;
import java.util.List;

/** What counted logins mean. Pure functions. */
public final class Insights {

    private Insights() {}

    /** All insights of one batch. */
    public static List<Insight> of(LoginTally batch, HourCounts running) {
        return of(batch, running, ChosenMetrics.ALL);
    }

    /**
     * The insights of one batch, in the order they are published: the running peak hour, then each ranked metric in the
     * order of the catalogue, by count. A batch without a login has none.
     *
     * @param batch what was counted in the batch, at least by what the chosen metrics need
     * @param running logins per hour since the beginning, this batch included
     * @param chosen the metrics that are published; others are not computed
     */
    public static List<Insight> of(LoginTally batch, HourCounts running, ChosenMetrics chosen) {
        long events = batch.events();
        if (events == 0 || chosen.isNone()) {
            return List.of();
        }
        List<Insight> insights = new ArrayList<>();
        if (chosen.has(Metric.Running.PEAK_HOUR)) {
            running.peak().ifPresent(insights::add);
        }
        for (Metric.Ranked metric : chosen.ranked()) {
            for (Entry entry : batch.by(metric.dimension()).ranked()) {
                insights.add(new Insight.Ranked(metric, entry.name(), entry.count(), events));
            }
        }
        return List.copyOf(insights);
    }
}
