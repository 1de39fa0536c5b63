package io.kafkafetch.adapters.http.live;

import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.domain.Percentage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A batch as a service publishes it, for tests. */
record PublishedBatch(
        String name,
        Instant at,
        long rejected,
        Map<String, Long> regions,
        Map<String, Long> devices,
        Map<String, Long> appVersions) {

    static final InsightRecord.Scope BATCH = InsightRecord.Scope.BATCH;

    /** Of so many logins of one region, one device and one app version. */
    static PublishedBatch of(String name, Instant at, long logins) {
        return new PublishedBatch(name, at, 0, Map.of("RI", logins), Map.of("iOS", logins), Map.of("2.3.0", logins));
    }

    /** One of its records; each is published a little later than the one before. */
    record Told(InsightRecord insight, Instant at) {

        void to(LiveInsights insights) {
            insights.insight(insight, at);
        }
    }

    long events() {
        return regions.values().stream().mapToLong(count -> count).sum();
    }

    List<Told> records() {
        List<InsightRecord> insights = new ArrayList<>();
        insights.add(new InsightRecord.PeakHour(8, 1, InsightRecord.Scope.RUNNING, name, events(), rejected));
        regions.forEach((region, count) ->
                insights.add(new InsightRecord.LoginsPerRegion(region, count, BATCH, name, events(), rejected)));
        devices.forEach((device, count) -> insights.add(new InsightRecord.DeviceUsage(
                device, Percentage.of(count, events()), count, BATCH, name, events(), rejected)));
        appVersions.forEach((version, count) -> insights.add(new InsightRecord.AppVersionUsage(
                version, Percentage.of(count, events()), count, BATCH, name, events(), rejected)));
        List<Told> told = new ArrayList<>();
        for (InsightRecord insight : insights) {
            told.add(new Told(insight, at.plusMillis(told.size())));
        }
        return told;
    }
}
