package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import org.jspecify.annotations.Nullable;

/**
 * Counts the logins of a batch, one by one, and on demand by the time they happened at. That costs a comparison a login
 * while all are of one minute, as in live traffic; from the first login of another minute on, a batch is also counted
 * into a {@link Timeline}. Not thread-safe.
 */
public final class BatchCounter {

    private static final long SECONDS_PER_MINUTE = 60;
    private static final long NO_MINUTE = -1;

    private final HourOfDay clock;
    private final @Nullable Detail detail;
    private final LoginCounter logins;
    private @Nullable TimelineCounter several;
    private long minute = NO_MINUTE;

    /**
     * A counter that has seen no login.
     *
     * @param detail how finely times are kept apart; none where they are not asked for
     */
    public BatchCounter(HourOfDay clock, @Nullable Detail detail) {
        this.clock = clock;
        this.detail = detail;
        this.logins = new LoginCounter(clock);
    }

    /** Counts this login. */
    public void count(LoginEvent event) {
        if (detail != null) {
            countTime(event, detail);
        }
        logins.count(event);
    }

    private void countTime(LoginEvent event, Detail kept) {
        long itsMinute = event.timestamp() / SECONDS_PER_MINUTE;
        if (several != null) {
            several.count(event);
        } else if (minute == NO_MINUTE) {
            minute = itsMinute;
        } else if (itsMinute != minute) {
            several = new TimelineCounter(clock, kept);
            several.add(minute * SECONDS_PER_MINUTE, logins.tally());
            several.count(event);
        }
    }

    /** How many logins were counted. */
    public long events() {
        return logins.events();
    }

    /** What was counted so far. */
    public LoginTally tally() {
        return logins.tally();
    }

    /** When that happened. */
    public BatchTimes times() {
        if (several != null) {
            return new BatchTimes.OfSeveral(several.timeline());
        }
        return minute == NO_MINUTE ? BatchTimes.NONE : new BatchTimes.OfOneMinute(minute * SECONDS_PER_MINUTE);
    }

    /** Starts again at zero. Faster than a new counter, since this one knows the names already. */
    public void clear() {
        logins.clear();
        several = null;
        minute = NO_MINUTE;
    }
}
