package io.kafkafetch.domain;

import java.util.List;
import java.util.stream.Stream;

/** What counted logins mean. Pure functions. */
public final class Insights {

    private Insights() {}

    /**
     * The insights of one batch, in the order they are published: the running peak hour, then regions, devices and
     * app versions, each by count. A batch without a login has none.
     *
     * @param batch what was counted in the batch
     * @param running logins per hour since the beginning, this batch included
     */
    public static List<Insight> of(LoginTally batch, HourCounts running) {
        if (batch.events() == 0) {
            return List.of();
        }
        return Stream.of(peakHour(running), loginsPerRegion(batch), deviceUsage(batch), appVersionUsage(batch))
                .flatMap(insights -> insights)
                .toList();
    }

    private static Stream<Insight> peakHour(HourCounts running) {
        return running.peak().stream().map(peak -> new Insight.PeakHour(peak.hour(), peak.logins()));
    }

    private static Stream<Insight> loginsPerRegion(LoginTally batch) {
        return batch.regions().ranked().stream().map(entry -> new Insight.LoginsPerRegion(entry.name(), entry.count()));
    }

    private static Stream<Insight> deviceUsage(LoginTally batch) {
        long events = batch.events();
        return batch.devices().ranked().stream()
                .map(entry ->
                        new Insight.DeviceUsage(entry.name(), Percentage.of(entry.count(), events), entry.count()));
    }

    private static Stream<Insight> appVersionUsage(LoginTally batch) {
        long events = batch.events();
        return batch.appVersions().ranked().stream()
                .map(entry ->
                        new Insight.AppVersionUsage(entry.name(), Percentage.of(entry.count(), events), entry.count()));
    }
}
