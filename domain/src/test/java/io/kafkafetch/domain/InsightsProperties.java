package io.kafkafetch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.Insight.AppVersionUsage;
import io.kafkafetch.domain.Insight.DeviceUsage;
import io.kafkafetch.domain.Insight.LoginsPerRegion;
import io.kafkafetch.domain.Insight.PeakHour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
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
        assertThat(only(LoginsPerRegion.class, insights).stream()
                        .mapToLong(LoginsPerRegion::count)
                        .sum())
                .isEqualTo(logins.size());
        assertThat(only(DeviceUsage.class, insights).stream()
                        .mapToLong(DeviceUsage::count)
                        .sum())
                .isEqualTo(logins.size());
        assertThat(only(DeviceUsage.class, insights))
                .allSatisfy(
                        usage -> assertThat(usage.percentage()).isEqualTo(Percentage.of(usage.count(), logins.size())));
        assertThat(only(AppVersionUsage.class, insights).stream()
                        .mapToLong(AppVersionUsage::count)
                        .sum())
                .isEqualTo(logins.size());
        assertThat(only(AppVersionUsage.class, insights))
                .allSatisfy(
                        usage -> assertThat(usage.percentage()).isEqualTo(Percentage.of(usage.count(), logins.size())));
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

    private static <T> List<T> only(Class<T> kind, List<Insight> insights) {
        return insights.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static int kind(Insight insight) {
        return switch (insight) {
            case PeakHour peak -> 0;
            case LoginsPerRegion region -> 1;
            case DeviceUsage usage -> 2;
            case AppVersionUsage usage -> 3;
        };
    }

    private static long count(Insight insight) {
        return switch (insight) {
            case PeakHour peak -> peak.logins();
            case LoginsPerRegion region -> region.count();
            case DeviceUsage usage -> usage.count();
            case AppVersionUsage usage -> usage.count();
        };
    }

    private static String name(Insight insight) {
        return switch (insight) {
            case PeakHour peak -> "";
            case LoginsPerRegion region -> region.region();
            case DeviceUsage usage -> usage.deviceType();
            case AppVersionUsage usage -> usage.appVersion();
        };
    }
}
