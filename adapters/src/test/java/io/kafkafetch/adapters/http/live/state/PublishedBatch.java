package io.kafkafetch.adapters.http.live.state;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A batch as a service publishes it, for tests. */
public record PublishedBatch(
        String name,
        Instant at,
        long rejected,
        Map<String, Long> regions,
        Map<String, Long> devices,
        Map<String, Long> appVersions) {

    /** Of so many logins of one region, one device and one app version. */
    public static PublishedBatch of(String name, Instant at, long logins) {
        return new PublishedBatch(name, at, 0, Map.of("RI", logins), Map.of("iOS", logins), Map.of("2.3.0", logins));
    }

    /** One of its records; each is published a little later than the one before. */
    public record Told(PublishedInsight insight, Instant at) {

        public void to(LiveInsights insights) {
            insights.insight(insight, at);
        }
    }

    long events() {
        return regions.values().stream().mapToLong(count -> count).sum();
    }

    public List<Told> records() {
        List<Insight> insights = new ArrayList<>();
        insights.add(new Insight.PeakHour(8, 1));
        add(insights, Metric.Ranked.LOGINS_PER_REGION, regions);
        add(insights, Metric.Ranked.DEVICE_USAGE, devices);
        add(insights, Metric.Ranked.APP_VERSION_USAGE, appVersions);
        List<Told> told = new ArrayList<>();
        for (Insight insight : insights) {
            told.add(new Told(new PublishedInsight(insight, name, events(), rejected), at.plusMillis(told.size())));
        }
        return told;
    }

    private void add(List<Insight> insights, Metric.Ranked metric, Map<String, Long> counts) {
        counts.forEach((counted, count) -> insights.add(new Insight.Ranked(metric, counted, count, events())));
    }
}
