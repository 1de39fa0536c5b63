package io.kafkafetch.adapters.console;

import static io.kafkafetch.domain.insight.Metric.Ranked.DEVICE_USAGE;
import static io.kafkafetch.domain.insight.Metric.Ranked.LOGINS_PER_REGION;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveTotalsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LiveTotals totals = new LiveTotals("localhost:9092", nanos::get);

    @Test
    void whatIsReportedIsAddedUp() {
        totals.generated(60);
        totals.batch(50);
        totals.batch(7);
        totals.insights(12);
        totals.ranked(LOGINS_PER_REGION, "RI", 50);
        totals.ranked(LOGINS_PER_REGION, "NY", 4);
        totals.ranked(LOGINS_PER_REGION, "RI", 3);
        totals.ranked(DEVICE_USAGE, "iOS", 57);
        totals.rejected(List.of("missing"));
        totals.rejected(List.of("missing"));
        totals.rejected(List.of("missing"));
        totals.skipped(40);
        totals.skipped(7);

        Snapshot snapshot = totals.snapshot();
        assertThat(snapshot.generated()).isEqualTo(OptionalLong.of(60));
        assertThat(snapshot.accepted()).isEqualTo(57);
        assertThat(snapshot.rejected()).isEqualTo(3);
        assertThat(snapshot.skipped()).isEqualTo(47);
        assertThat(snapshot.read()).isEqualTo(57 + 3 + 47);
        assertThat(snapshot.batches()).isEqualTo(2);
        assertThat(snapshot.insights()).isEqualTo(12);
        assertThat(snapshot.ranking(LOGINS_PER_REGION))
                .isEqualTo(SnapshotFixture.ranking(SnapshotFixture.entry("RI", 53), SnapshotFixture.entry("NY", 4)));
        assertThat(snapshot.ranking(DEVICE_USAGE).total()).isEqualTo(57);
        assertThat(snapshot.reasons().total()).isEqualTo(3);
    }

    @Test
    void namesBeyondTheBoundAreCountedAsOthers() {
        for (int i = 0; i < LiveTotals.MAX_NAMES; i++) {
            totals.ranked(LOGINS_PER_REGION, "region" + i, 2);
        }
        totals.ranked(LOGINS_PER_REGION, "one too many", 1_000);
        totals.ranked(LOGINS_PER_REGION, "region0", 1);

        Ranking regions = totals.snapshot().ranking(LOGINS_PER_REGION);
        assertThat(regions.top()).first().isEqualTo(SnapshotFixture.entry("region0", 3));
        assertThat(regions.top()).extracting("name").doesNotContain("one too many");
        assertThat(regions.total()).isEqualTo(LiveTotals.MAX_NAMES * 2 + 1_001);
    }

    @Test
    void thePeakSpansPartitions() {
        totals.hours("0", hours(9, 10, 19, 8));
        totals.hours("1", hours(9, 1, 19, 8));
        totals.hours("1", hours(9, 2, 19, 9));

        assertThat(totals.snapshot().peak()).contains(new Insight.PeakHour(19, 17));
        assertThat(totals.snapshot().hours()).isEqualTo(hours(9, 12, 19, 17));
    }

    @Test
    void thePeakIsTheBestKnownWhereOnlyPeaksAre() {
        totals.peakHour("0", new Insight.PeakHour(9, 10));
        totals.peakHour("1", new Insight.PeakHour(19, 8));
        totals.peakHour("2", new Insight.PeakHour(19, 3));
        totals.peakHour("1", new Insight.PeakHour(19, 9));

        assertThat(totals.snapshot().peak()).contains(new Insight.PeakHour(19, 12));
        assertThat(totals.snapshot().hours()).isEqualTo(HourCounts.EMPTY);
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        for (int second = 1; second <= 20; second++) {
            nanos.set(Duration.ofSeconds(second).toNanos());
            totals.batch(second <= 10 ? 1_000 : 200);
            totals.snapshot();
        }

        assertThat(totals.snapshot().loginsPerSecond()).isEqualTo(200);
        assertThat(totals.snapshot().elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theFirstRateOfAllIsNotInfinite() {
        totals.batch(50);

        assertThat(totals.snapshot().loginsPerSecond()).isZero();
    }

    private static HourCounts hours(int hour, long logins, int otherHour, long otherLogins) {
        long[] counts = new long[HourCounts.HOURS];
        counts[hour] = logins;
        counts[otherHour] = otherLogins;
        return HourCounts.of(counts);
    }
}
