package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.insight.Insight.PeakHour;
import io.kafkafetch.domain.insight.Insight.Ranked;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InsightsProperties {

    @Provide
    Arbitrary<List<LoginEvent>> logins() {
        return Logins.lists();
    }

    @Property
    void insightsReconcileWithTheEventsTheyComeFrom(
            @ForAll("logins") List<LoginEvent> before, @ForAll("logins") List<LoginEvent> logins) {
        LoginTally batch = Logins.tally(logins);
        HourCounts running = Logins.tally(before).hours().plus(batch.hours());

        List<Insight> insights = Insights.of(batch, running);

        assertThat(only(PeakHour.class, insights))
                .hasSize(logins.isEmpty() ? 0 : 1)
                .allSatisfy(peak -> assertThat(peak.logins())
                        .isEqualTo(running.at(peak.hour()))
                        .isEqualTo(running.stream().max().orElseThrow()));
        for (Metric.Ranked metric : Metric.Ranked.values()) {
            List<Ranked> ranked = only(Ranked.class, insights).stream()
                    .filter(insight -> insight.metric() == metric)
                    .toList();
            assertThat(ranked.stream().mapToLong(Ranked::count).sum()).isEqualTo(logins.size());
            assertThat(ranked)
                    .allSatisfy(insight ->
                            assertThat(insight.percentage()).isEqualTo(Percentage.of(insight.count(), logins.size())));
        }
    }

    @Property
    void insightsComeInTheOrderTheyArePublished(@ForAll("logins") List<LoginEvent> logins) {
        LoginTally batch = Logins.tally(logins);

        assertThat(Insights.of(batch, batch.hours()))
                .isSortedAccordingTo(Comparator.comparingInt(InsightsProperties::kind)
                        .thenComparing(Comparator.comparingLong(InsightsProperties::count)
                                .reversed())
                        .thenComparing(InsightsProperties::name))
                .doesNotHaveDuplicates();
    }

    @Property
    void theSameLoginsInAnyOrderGiveTheSameInsights(@ForAll("logins") List<LoginEvent> logins, @ForAll Random random) {
        List<LoginEvent> shuffled = new ArrayList<>(logins);
        Collections.shuffle(shuffled, random);
        LoginTally batch = Logins.tally(logins);
        LoginTally shuffledBatch = Logins.tally(shuffled);

        assertThat(Insights.of(shuffledBatch, shuffledBatch.hours())).isEqualTo(Insights.of(batch, batch.hours()));
    }

    @Property
    void whatIsChosenIsWhatThereIsOfItOfAll(
            @ForAll("logins") List<LoginEvent> before,
            @ForAll("logins") List<LoginEvent> logins,
            @ForAll("chosen") ChosenMetrics chosen) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC, chosen.dimensions());
        logins.forEach(counter::count);
        LoginTally batch = Logins.tally(logins);
        HourCounts running = Logins.tally(before).hours().plus(batch.hours());
        List<Insight> expected = Insights.of(batch, running).stream()
                .filter(insight -> chosen.has(insight.metric()))
                .toList();

        assertThat(Insights.of(batch, running, chosen)).isEqualTo(expected);
        assertThat(Insights.of(counter.tally(), running, chosen)).isEqualTo(expected);
        assertThat(counter.tally().hours()).isEqualTo(batch.hours());
    }

    @Provide
    Arbitrary<ChosenMetrics> chosen() {
        return Arbitraries.subsetOf(Metric.ALL).map(ChosenMetrics::of);
    }

    @Property
    void aChoiceIsReadFromItsText(@ForAll("chosen") ChosenMetrics chosen) {
        assertThat(ChosenMetrics.of(chosen.text())).contains(chosen);
    }

    private static <T> List<T> only(Class<T> kind, List<Insight> insights) {
        return insights.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static int kind(Insight insight) {
        return Metric.ALL.indexOf(insight.metric());
    }

    private static long count(Insight insight) {
        return switch (insight) {
            case PeakHour peak -> peak.logins();
            case Ranked ranked -> ranked.count();
        };
    }

    private static String name(Insight insight) {
        return switch (insight) {
            case PeakHour peak -> "";
            case Ranked ranked -> ranked.name();
        };
    }
}
