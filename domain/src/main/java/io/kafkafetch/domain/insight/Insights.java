package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.insight.Frequencies.Entry;
import java.util.ArrayList;
import java.util.List;

/** What counted logins mean. Pure functions. */
public final class Insights {

    private static final List<Metric.Ranked> RANKED = List.of(Metric.Ranked.values());

    private Insights() {}

    /**
     * The insights of one batch, in the order they are published: the running peak hour, then each ranked metric in the
     * order of the catalogue, by count. A batch without a login has none.
     *
     * @param batch what was counted in the batch
     * @param running logins per hour since the beginning, this batch included
     */
    public static List<Insight> of(LoginTally batch, HourCounts running) {
        long events = batch.events();
        if (events == 0) {
            return List.of();
        }
        List<Insight> insights = new ArrayList<>();
        running.peak().ifPresent(insights::add);
        for (Metric.Ranked metric : RANKED) {
            for (Entry entry : batch.by(metric.dimension()).ranked()) {
                insights.add(new Insight.Ranked(metric, entry.name(), entry.count(), events));
            }
        }
        return List.copyOf(insights);
    }
}
