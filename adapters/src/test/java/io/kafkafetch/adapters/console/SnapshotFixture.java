package io.kafkafetch.adapters.console;

import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run in full swing. */
final class SnapshotFixture {

    private SnapshotFixture() {}

    static Snapshot busy() {
        return named(ranking(entry("RI", 5_120), entry("NY", 2_560), entry("TX", 640)), ranking(entry("iOS", 6_000)));
    }

    static Snapshot named(Ranking regions, Ranking devices) {
        return named(regions, devices, 0);
    }

    /** The same of a feed in which so many records were skipped. */
    static Snapshot skipping(long skipped) {
        return named(ranking(entry("RI", 5_120)), ranking(entry("iOS", 6_000)), skipped);
    }

    private static Snapshot named(Ranking regions, Ranking devices, long skipped) {
        long[] hours = new long[24];
        hours[0] = 1;
        hours[18] = 4_000;
        hours[19] = 8_123;
        return new Snapshot(
                "localhost:9092",
                Duration.ofSeconds(3_723),
                OptionalLong.of(12_600),
                12_345,
                210,
                skipped,
                ranking(entry("missing", 180), entry("not-json", 30)),
                247,
                2_470,
                2_010,
                HourCounts.of(hours),
                Optional.of(new Insight.PeakHour(19, 8_123)),
                "",
                Map.of(
                        Metric.Ranked.LOGINS_PER_REGION,
                        regions,
                        Metric.Ranked.DEVICE_USAGE,
                        devices,
                        Metric.Ranked.APP_VERSION_USAGE,
                        ranking(entry("2.3.0", 9_000), entry("2.2.1", 3_345))));
    }

    static Snapshot empty() {
        return new LiveTotals("localhost:9092", () -> 0).snapshot();
    }

    static Ranking ranking(Frequencies.Entry... entries) {
        return new Ranking(List.of(entries), 0);
    }

    static Frequencies.Entry entry(String name, long count) {
        return new Frequencies.Entry(name, count);
    }
}
