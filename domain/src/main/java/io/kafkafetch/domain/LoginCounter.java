package io.kafkafetch.domain;

import java.util.Arrays;

/** Counts logins one by one into a {@link LoginTally}. Not thread-safe. */
public final class LoginCounter {

    private final HourOfDay hourOfDay;
    private final long[] hours = new long[HourCounts.HOURS];
    private final NameCounter regions = new NameCounter();
    private final NameCounter devices = new NameCounter();
    private final NameCounter appVersions = new NameCounter();
    private long events;

    /** A counter that has seen no login, and that takes a login's hour from this clock. */
    public LoginCounter(HourOfDay hourOfDay) {
        this.hourOfDay = hourOfDay;
    }

    /** Counts this login. */
    public void count(LoginEvent event) {
        hours[hourOfDay.at(event.timestamp())]++;
        regions.count(event.locale());
        devices.count(event.deviceType());
        appVersions.count(event.appVersion());
        events++;
    }

    /** How many logins were counted. */
    public long events() {
        return events;
    }

    /** What was counted so far. */
    public LoginTally tally() {
        return new LoginTally(
                HourCounts.of(hours), regions.frequencies(), devices.frequencies(), appVersions.frequencies());
    }

    /** Begins anew, as if no login had been counted. Quicker than another counter, since it knows the names already. */
    public void clear() {
        Arrays.fill(hours, 0);
        regions.clear();
        devices.clear();
        appVersions.clear();
        events = 0;
    }
}
