package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.BatchUsers;
import io.kafkafetch.domain.users.UserBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the logins of a batch, one by one, and on demand by the time they happened at. That costs a comparison a login
 * while all are of one minute, as in live traffic. From the first login of another minute on they are kept, to be counted
 * with those of other batches; once these are too many they are counted into a {@link Timeline} of the batch, so that its
 * memory has a bound. Not thread-safe.
 */
public final class BatchCounter {

    private static final long SECONDS_PER_MINUTE = 60;
    private static final long NO_MINUTE = -1;

    /** So many logins are kept. */
    private static final int MOST_KEPT = 1_024;

    private final HourOfDay clock;
    private final @Nullable ByTime asked;
    private final LoginCounter logins;
    private final UserBuffer users;
    private final List<LoginEvent> others = new ArrayList<>();
    private LoginTally first = LoginTally.EMPTY;
    private BatchUsers firstUsers = BatchUsers.NONE;
    private @Nullable TimelineCounter many;
    private long minute = NO_MINUTE;

    /** A counter that has seen no login, and counts by everything. */
    public BatchCounter(HourOfDay clock, @Nullable ByTime asked) {
        this(clock, asked, EnumSet.allOf(Dimension.class));
    }

    /**
     * A counter that has seen no login.
     *
     * @param asked what is asked of times; none where they are not asked for
     * @param dimensions what logins are counted by, beside the hour; where times are asked for, by all
     */
    public BatchCounter(HourOfDay clock, @Nullable ByTime asked, Set<Dimension> dimensions) {
        this.clock = clock;
        this.asked = asked;
        this.users = new UserBuffer(asked == null ? null : asked.users().orElse(null));
        this.logins = new LoginCounter(clock, asked == null ? dimensions : EnumSet.allOf(Dimension.class));
    }

    /** Counts this login. */
    public void count(LoginEvent event) {
        if (asked != null) {
            countTime(event, asked);
        }
        logins.count(event);
    }

    private void countTime(LoginEvent event, ByTime times) {
        long itsMinute = event.timestamp() / SECONDS_PER_MINUTE;
        if (many != null) {
            many.count(event);
        } else if (minute == NO_MINUTE) {
            minute = itsMinute;
            users.add(event.user());
        } else if (!others.isEmpty() || itsMinute != minute) {
            keep(event, times);
        } else {
            users.add(event.user());
        }
    }

    private void keep(LoginEvent event, ByTime times) {
        if (others.isEmpty()) {
            first = logins.tally();
            firstUsers = users.users();
        }
        others.add(event);
        if (others.size() == MOST_KEPT) {
            TimelineCounter counter = new TimelineCounter(clock, times);
            several().addTo(counter, LoginTally.EMPTY);
            many = counter;
            others.clear();
        }
    }

    private BatchTimes several() {
        return new BatchTimes.OfSeveral(minute * SECONDS_PER_MINUTE, first, firstUsers, others);
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
        if (many != null) {
            return new BatchTimes.OfMany(many.timeline());
        }
        if (!others.isEmpty()) {
            return several();
        }
        return minute == NO_MINUTE
                ? BatchTimes.NONE
                : new BatchTimes.OfOneMinute(minute * SECONDS_PER_MINUTE, users.users());
    }

    /** Starts again at zero. Faster than a new counter, since this one knows the names already. */
    public void clear() {
        logins.clear();
        others.clear();
        first = LoginTally.EMPTY;
        firstUsers = BatchUsers.NONE;
        users.clear();
        many = null;
        minute = NO_MINUTE;
    }
}
