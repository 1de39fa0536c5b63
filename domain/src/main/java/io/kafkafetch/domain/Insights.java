package io.kafkafetch.domain;

import io.kafkafetch.domain.Frequencies.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

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
        long events = batch.events();
        if (events == 0) {
            return List.of();
        }
        List<Insight> insights = new ArrayList<>();
        running.peak().ifPresent(peak -> insights.add(new Insight.PeakHour(peak.hour(), peak.logins())));
        for (Entry region : batch.regions().ranked()) {
            insights.add(new Insight.LoginsPerRegion(region.name(), region.count()));
        }
        for (Entry device : batch.devices().ranked()) {
            insights.add(new Insight.DeviceUsage(device.name(), share(device, events), device.count()));
        }
        for (Entry version : batch.appVersions().ranked()) {
            insights.add(new Insight.AppVersionUsage(version.name(), share(version, events), version.count()));
        }
        return List.copyOf(insights);
    }

    private static BigDecimal share(Entry entry, long events) {
        return Percentage.of(entry.count(), events);
    }
}
