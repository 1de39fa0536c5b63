package io.kafkafetch.adapters.http.live;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.kafkafetch.adapters.json.InsightRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as far as its insights have come: they are published to several partitions, and so come in any order. Not
 * thread-safe.
 */
final class BatchRecords {

    /** The peak hour first, then each kind with its greatest counts first. */
    private static final Comparator<InsightRecord> ORDER = comparingInt(BatchRecords::kind)
            .thenComparing(comparingLong(BatchRecords::count).reversed())
            .thenComparing(comparing(BatchRecords::name));

    private final BatchName name;
    private final Instant begunAt;
    private final List<InsightRecord> records = new ArrayList<>();
    private @Nullable Instant peakAt;
    private long events;
    private long rejected;
    private long inRegions;
    private long inDevices;
    private int counted;

    /** @param begunAt when the record that came first was published */
    BatchRecords(BatchName name, Instant begunAt) {
        this.name = name;
        this.begunAt = begunAt;
    }

    void add(InsightRecord insight, Instant publishedAt) {
        records.add(insight);
        events = insight.events();
        rejected = insight.rejected();
        switch (insight) {
            case InsightRecord.PeakHour peak -> peakAt = peakAt == null ? publishedAt : peakAt;
            case InsightRecord.LoginsPerRegion region -> inRegions += region.count();
            case InsightRecord.DeviceUsage device -> inDevices += device.count();
            case InsightRecord.AppVersionUsage version -> {} // older versions publish none
        }
    }

    /** Whether all is there that every version publishes: what is counted in it adds up to its events. */
    boolean isComplete() {
        return peakAt != null && inRegions == events && inDevices == events;
    }

    /** Those that were not taken before, to be counted; once. */
    List<InsightRecord> takeUncounted() {
        List<InsightRecord> uncounted = List.copyOf(records.subList(counted, records.size()));
        counted = records.size();
        return uncounted;
    }

    BatchName name() {
        return name;
    }

    Instant begunAt() {
        return begunAt;
    }

    /** When its peak hour was published, which each batch has exactly once; before that, when it began to come. */
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

    /** The same order whatever the order they came in. */
    List<InsightRecord> insights() {
        return records.stream().sorted(ORDER).toList();
    }

    private static int kind(InsightRecord insight) {
        return switch (insight) {
            case InsightRecord.PeakHour peak -> 0;
            case InsightRecord.LoginsPerRegion region -> 1;
            case InsightRecord.DeviceUsage device -> 2;
            case InsightRecord.AppVersionUsage version -> 3;
        };
    }

    private static long count(InsightRecord insight) {
        return switch (insight) {
            case InsightRecord.PeakHour peak -> peak.logins();
            case InsightRecord.LoginsPerRegion region -> region.count();
            case InsightRecord.DeviceUsage device -> device.count();
            case InsightRecord.AppVersionUsage version -> version.count();
        };
    }

    private static String name(InsightRecord insight) {
        return switch (insight) {
            case InsightRecord.PeakHour peak -> "";
            case InsightRecord.LoginsPerRegion region -> region.region();
            case InsightRecord.DeviceUsage device -> device.deviceType();
            case InsightRecord.AppVersionUsage version -> version.appVersion();
        };
    }
}
