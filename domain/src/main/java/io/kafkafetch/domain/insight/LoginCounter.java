package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Counts logins one by one into a {@link LoginTally}. Not thread-safe. */
public final class LoginCounter {

    private final HourOfDay hourOfDay;
    private final long[] hours = new long[HourCounts.HOURS];

    /** One for each dimension that is counted by. */
    private final NameCounter[] names;

    private long events;

    /** A counter that has seen no login, and that takes a login's hour from this clock. */
    public LoginCounter(HourOfDay hourOfDay) {
        this(hourOfDay, EnumSet.allOf(Dimension.class));
    }

    /**
     * The same that counts by the hour, and by some dimensions alone.
     *
     * @param dimensions what else is counted by; the {@linkplain LoginTally#by others} are not known of the tally
     */
    public LoginCounter(HourOfDay hourOfDay, Set<Dimension> dimensions) {
        this.hourOfDay = hourOfDay;
        this.names = dimensions.stream().map(NameCounter::new).toArray(NameCounter[]::new);
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
    @SuppressWarnings("EnumOrdinal") // as of a LoginTally
    public LoginTally tally() {
        Frequencies[] frequencies = LoginTally.uncounted();
        for (NameCounter counter : names) {
            frequencies[counter.dimension().ordinal()] = counter.frequencies();
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
