package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.Arrays;

/** Counts logins one by one into a {@link LoginTally}. Not thread-safe. */
public final class LoginCounter {

    private final HourOfDay hourOfDay;
    private final long[] hours = new long[HourCounts.HOURS];

    /** One for each dimension, in their order. */
    private final NameCounter[] names =
            Arrays.stream(Dimension.values()).map(NameCounter::new).toArray(NameCounter[]::new);

    private long events;

    /** A counter that has seen no login, and that takes a login's hour from this clock. */
    public LoginCounter(HourOfDay hourOfDay) {
        this.hourOfDay = hourOfDay;
    }

    /** Counts this login. */
    public void count(LoginEvent event) {
        hours[hourOfDay.at(event.timestamp())]++;
        for (NameCounter counter : names) {
            counter.count(event);
        }
        events++;
    }

    /** How many logins were counted. */
    public long events() {
        return events;
    }

    /** What was counted so far. */
    public LoginTally tally() {
        Frequencies[] frequencies = new Frequencies[names.length];
        for (int i = 0; i < names.length; i++) {
            frequencies[i] = names[i].frequencies();
        }
        return new LoginTally(HourCounts.of(hours), frequencies);
    }

    /** Starts again at zero. Faster than a new counter, since this one knows the names already. */
    public void clear() {
        Arrays.fill(hours, 0);
        for (NameCounter counter : names) {
            counter.clear();
        }
        events = 0;
    }
}
