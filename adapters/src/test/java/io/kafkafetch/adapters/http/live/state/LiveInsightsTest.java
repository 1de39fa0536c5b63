package io.kafkafetch.adapters.http.live.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.live.documents.Breakdown;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.DeadLetter;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Hours;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.Reason;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.ReasonCount;
import io.kafkafetch.adapters.http.live.documents.InsightsDocument.State;
import io.kafkafetch.adapters.http.live.documents.PipelineDocument;
import io.kafkafetch.adapters.http.live.state.PublishedBatch.Told;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveInsightsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Hours HOURS = new Hours("UTC", List.of(), null);

    private Instant now = NOON;
    private final LiveInsights insights = new LiveInsights(() -> now);

    private InsightsDocument document() {
        return insights.document("v", HOURS);
    }

    private Breakdown regions() {
        return requireNonNull(document().breakdowns().get("logins_per_region"));
    }

    private static Object nameOf(Map<String, Object> insight) {
        return insight.values().toArray()[1];
    }

    private void publish(PublishedBatch batch) {
        batch.records().forEach(told -> told.to(insights));
    }

    @Test
    void aBatchIsShownWithItsProvenance() {
        publish(new PublishedBatch(
                "user-login-2@100-151",
                NOON,
                2,
                Map.of("RI", 30L, "CA", 20L),
                Map.of("iOS", 50L),
                Map.of("2.3.0", 50L)));

        assertThat(document().batches())
                .containsExactly(new InsightsDocument.Batch(
                        "user-login-2@100-151", 2, 100, 151, 50, 2, null, "2026-11-25T12:00:00Z", 5));
        assertThat(document().since()).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(document().latest()).isEqualTo("2026-11-25T12:00:00.004Z");
        assertThat(regions().top())
                .containsExactly(
                        Map.of("region", "RI", "count", 30L, "percentage", new BigDecimal("60.0")),
                        Map.of("region", "CA", "count", 20L, "percentage", new BigDecimal("40.0")));
    }

    @Test
    void aBatchOfAnOlderReleaseHasNoAppVersionsAndIsCompleteAllTheSame() {
        PublishedBatch old =
                new PublishedBatch("user-login-0@0-0", NOON, 0, Map.of("RI", 1L), Map.of("iOS", 1L), Map.of());
        publish(old);

        assertThat(document().batches()).hasSize(1);
    }

    @Test
    void theInsightsOfABatchComeInTheSameOrderHoweverTheyCame() {
        List<Told> records = new ArrayList<>(new PublishedBatch(
                        "user-login-0@0-5",
                        NOON,
                        0,
                        Map.of("A", 1L, "B", 3L, "C", 1L),
                        Map.of("web", 1L, "iOS", 4L),
                        Map.of("1", 5L))
                .records());
        java.util.Collections.reverse(records);
        records.forEach(told -> told.to(insights));

        assertThat(insights.batch("user-login-0@0-5").orElseThrow().insights())
                .extracting(insight -> insight.get("hour") != null ? "peak" : nameOf(insight))
                .containsExactly("peak", "B", "A", "C", "iOS", "web", "1");
    }

    /** Whatever is chosen, a batch is complete with it, and its logins are counted once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "peak_hour",
                "logins_per_region",
                "device_usage",
                "app_version_usage",
                "device_usage,app_version_usage",
                "peak_hour,app_version_usage"
            })
    void aBatchOfChosenInsightsIsShownAndCounted(String names) {
        ChosenMetrics chosen = ChosenMetrics.of(names).orElseThrow();
        LiveInsights some = new LiveInsights(() -> now, chosen);
        some.live();
        for (int i = 0; i < 3; i++) {
            List<Told> records = new PublishedBatch(
                            "user-login-0@" + 5 * i + "-" + (5 * i + 4),
                            NOON,
                            0,
                            Map.of("A", 1L, "B", 3L, "C", 1L),
                            Map.of("web", 1L, "iOS", 4L),
                            Map.of("1", 2L, "2", 3L))
                    .records().stream()
                            .filter(told -> chosen.has(told.insight().insight().metric()))
                            .toList();
            records.subList(0, records.size() - 1).forEach(told -> told.to(some));
            // What is last in a batch of several metrics is not of every release, and so not waited for.
            assertThat(some.document("v", HOURS).batches()).hasSize(names.contains(",") ? i + 1 : i);
            records.getLast().to(some);
        }
        now = NOON.plusSeconds(2);

        assertThat(some.document("v", HOURS).batches()).hasSize(3);
        assertThat(some.document("v", HOURS).totals().logins()).isEqualTo(15);
        assertThat(some.document("v", HOURS).totals().batches()).isEqualTo(3);
        assertThat(some.rates().loginsPerSecond()).isEqualByComparingTo("1.5");
    }

    @Test
    void theLatestTwoHundredBatchesAreKeptAndTheLatestTwentyShown() {
        for (int i = 0; i < 250; i++) {
            publish(PublishedBatch.of("user-login-0@" + i + "-" + i, NOON.plusSeconds(i), 1));
        }

        assertThat(document().totals().batches()).isEqualTo(250);
        assertThat(document().batches())
                .hasSize(20)
                .first()
                .returns("user-login-0@249-249", InsightsDocument.Batch::batch);
        assertThat(insights.batch("user-login-0@50-50")).isPresent();
        assertThat(insights.batch("user-login-0@49-49")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPartitionThatIsReadFarAheadOfAnotherHidesNoneOfTheLatestBatches(boolean live) {
        if (live) {
            insights.live();
        }
        List<Told> ahead = new ArrayList<>();
        List<Told> behind = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            List<Told> records = PublishedBatch.of("user-login-0@" + i + "-" + i, NOON.plusMillis(10L * i), 1)
                    .records();
            ahead.addAll(records.subList(0, 2));
            behind.addAll(records.subList(2, 4));
        }
        ahead.forEach(told -> told.to(insights));
        assertThat(document().batches()).isEmpty();
        behind.forEach(told -> told.to(insights));

        assertThat(document().batches())
                .hasSize(20)
                .first()
                .returns("user-login-0@59999-59999", InsightsDocument.Batch::batch);
        assertThat(insights.batch("user-login-0@59800-59800")).isPresent();
        assertThat(document().totals().batches()).isEqualTo(60_000);
        assertThat(document().totals().logins()).isEqualTo(60_000);
        assertThat(regions().total()).isEqualTo(60_000);
        assertThat(document().totals().insights()).isEqualTo(240_000);
    }

    @Test
    void namesBeyondTenThousandAreCountedInTheTotalAlone() {
        for (int i = 0; i < 10_500; i++) {
            insights.insight(region("r" + i, 1), NOON);
        }
        insights.insight(region("r3", 4), NOON);
        insights.insight(region("r10400", 4), NOON);
        insights.insight(region("x".repeat(5_000), 100), NOON);

        Breakdown regions = regions();
        assertThat(regions.total()).isEqualTo(10_608);
        assertThat(regions.names()).isEqualTo(10_000);
        assertThat(regions.top()).hasSize(100).first().returns("r3", region -> region.get("region"));
    }

    @Test
    void whatNoServicePublishesDoesNoHarm() {
        insights.insight(new PublishedInsight(new Insight.PeakHour(23, 1), "?", 7, 7), Instant.MIN);
        insights.insight(new PublishedInsight(new Insight.PeakHour(23, 1), "?", 7, 7), Instant.MAX);

        assertThat(regions().top()).isEmpty();
        assertThat(document().batches()).isEmpty();
    }

    @Test
    void deadLettersAreCountedByReasonAndTheLatestListed() {
        now = NOON.plusSeconds(30);
        for (int i = 0; i < 30; i++) {
            insights.rejected(dead("user-login", 0, i, NOON.plusSeconds(i), "missing device_type"));
        }
        insights.rejected(
                dead("user-login", 1, 7, NOON.plusSeconds(5), "missing device_type", "missing ip", "blank user_id"));
        insights.rejected(dead("user-login", 1, 8, NOON.plusSeconds(99), "empty"));

        assertThat(document().totals().rejected()).isEqualTo(32);
        assertThat(document().deadLetters().byReason())
                .containsExactly(
                        new ReasonCount(
                                "missing", "device_type", 31, 31, "2026-11-25T12:00:00Z", "2026-11-25T12:00:29Z"),
                        new ReasonCount("blank", "user_id", 1, 1, "2026-11-25T12:00:05Z", "2026-11-25T12:00:05Z"),
                        new ReasonCount("empty", null, 1, 0, "2026-11-25T12:01:39Z", "2026-11-25T12:01:39Z"),
                        new ReasonCount("missing", "ip", 1, 1, "2026-11-25T12:00:05Z", "2026-11-25T12:00:05Z"));
        assertThat(insights.rejectedByCode())
                .containsExactly(
                        new PipelineDocument.Rejected("missing", 31),
                        new PipelineDocument.Rejected("blank", 1),
                        new PipelineDocument.Rejected("empty", 1));
        assertThat(document().deadLetters().latest())
                .hasSize(20)
                .startsWith(
                        new DeadLetter("user-login", 1, 8, List.of(new Reason("empty", null)), "2026-11-25T12:01:39Z"),
                        new DeadLetter(
                                "user-login",
                                0,
                                29,
                                List.of(new Reason("missing", "device_type")),
                                "2026-11-25T12:00:29Z"));
    }

    @Test
    void reasonsBeyondAThousandAreCountedTogether() {
        for (int i = 0; i < 1_200; i++) {
            insights.rejected(dead("t", 0, i, NOON, "code-" + i));
        }

        assertThat(document().deadLetters().byReason())
                .hasSize(100)
                .first()
                .returns("other", ReasonCount::reason)
                .returns(200L, ReasonCount::count);
    }

    @Test
    void ratesAreThoseOfTheLastTenSecondsByTheTimeOfPublishing() {
        for (int second = 0; second < 60; second++) {
            publish(PublishedBatch.of("user-login-0@" + second + "-" + second, NOON.minusSeconds(second), 30));
        }
        insights.rejected(dead("t", 0, 0, NOON.minusSeconds(3), "empty"));

        assertThat(insights.rates()).isEqualTo(rates("30.0", "0.1"));
        now = NOON.plusSeconds(6);
        assertThat(insights.rates()).isEqualTo(rates("18.0", "0.1"));
        now = NOON.plusSeconds(3_600);
        assertThat(insights.rates()).isEqualTo(rates("0.0", "0.0"));
    }

    @Test
    void itsStateIsLoadingUntilAllIsReadAndUnavailableWithItsReason() {
        assertThat(document().state()).isEqualTo(State.LOADING);
        insights.loading(3, 10);
        assertThat(document().loading()).isEqualTo(new InsightsDocument.Loading(3, 10));

        insights.unavailable("no broker".repeat(1_000));
        assertThat(document().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(document().loading()).isNull();
        assertThat(document().problem()).startsWith("no broker").hasSize(500);

        insights.live();
        assertThat(document().state()).isEqualTo(State.LIVE);
        assertThat(document().problem()).isNull();
    }

    @Test
    void afterAResetNothingCounts() {
        InsightsDocument before = document();
        publish(PublishedBatch.of("user-login-0@0-0", NOON, 5));
        insights.rejected(dead("t", 0, 0, NOON, "empty"));
        insights.live();

        insights.begin();

        assertThat(document()).isEqualTo(before);
        assertThat(insights.batch("user-login-0@0-0")).isEmpty();
        assertThat(insights.rejectedByCode()).isEmpty();
    }

    private static PublishedInsight region(String name, long count) {
        return new PublishedInsight(
                new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, name, count, 200), "user-login-0@0-199", 200, 0);
    }

    private static PipelineDocument.Rates rates(String logins, String rejected) {
        return new PipelineDocument.Rates(new BigDecimal(logins), new BigDecimal(rejected), 10);
    }

    @Test
    void aReasonsRecentRecordsAreThoseOfTheLastMinute() {
        insights.rejected(letter("missing", NOON.minusSeconds(3_600)));
        insights.rejected(letter("missing", NOON.minusSeconds(59)));
        insights.rejected(letter("missing", NOON));
        assertThat(document().deadLetters().byReason())
                .containsExactly(
                        new ReasonCount("missing", null, 3, 2, "2026-11-25T11:00:00Z", "2026-11-25T12:00:00Z"));

        now = NOON.plusSeconds(1);
        assertThat(document().deadLetters().byReason())
                .extracting(ReasonCount::recent)
                .containsExactly(1L);
        now = NOON.plusSeconds(60);
        assertThat(document().deadLetters().byReason())
                .extracting(ReasonCount::recent)
                .containsExactly(0L);
    }

    @Test
    void insightsThatCannotBeReadSaySinceWhen() {
        insights.live();
        assertThat(document().unavailableSince()).isNull();

        insights.unavailable("no broker");
        now = NOON.plusSeconds(7);
        insights.unavailable("still no broker");
        assertThat(document().unavailableSince()).isEqualTo("2026-11-25T12:00:00Z");

        insights.live();
        assertThat(document().unavailableSince()).isNull();
        insights.unavailable("no broker, again");
        assertThat(document().unavailableSince()).isEqualTo("2026-11-25T12:00:07Z");
    }

    private static RejectedRecord letter(String code, Instant failedAt) {
        return dead("user-login", 0, 1, failedAt, code);
    }

    /** @param reasons each a code, or a code and a field */
    private static RejectedRecord dead(String topic, int partition, long offset, Instant failedAt, String... reasons) {
        return new RejectedRecord(
                new Origin(new Partition(topic, partition), offset),
                Stream.of(reasons)
                        .map(reason -> reason.split(" "))
                        .map(words -> new RejectedRecord.Reason(
                                words[0], Stream.of(words).skip(1).findFirst()))
                        .toList(),
                failedAt);
    }
}
