package io.kafkafetch.domain;

import java.util.HashMap;
import java.util.Map;

/** Counts logins one by one into a {@link LoginTally}. Not thread-safe. */
public final class LoginCounter {

    private final HourOfDay hourOfDay;
    private final long[] hours = new long[HourCounts.HOURS];
    private final Map<String, Long> regions = new HashMap<>();
    private final Map<String, Long> devices = new HashMap<>();
    private final Map<String, Long> appVersions = new HashMap<>();
    private long events;

    /** A counter that has seen no login, and that takes a login's hour from this clock. */
    public LoginCounter(HourOfDay hourOfDay) {
        this.hourOfDay = hourOfDay;
    }

    /** Counts this login. */
    public void count(LoginEvent event) {
        hours[hourOfDay.at(event.timestamp())]++;
        regions.merge(event.locale(), 1L, Long::sum);
        devices.merge(event.deviceType(), 1L, Long::sum);
        appVersions.merge(event.appVersion(), 1L, Long::sum);
        events++;
    }

    /** How many logins were counted. */
    public long events() {
        return events;
    }

    /** What was counted so far. */
    public LoginTally tally() {
        return new LoginTally(
                HourCounts.of(hours), new Frequencies(regions), new Frequencies(devices), new Frequencies(appVersions));
    }
}
