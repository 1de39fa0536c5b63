package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.BatchUsers;
import org.jspecify.annotations.Nullable;

/**
 * Counts into a {@link Timeline}: logins one by one, or other timelines. A login of the same minute as the one before
 * looks for no window. Not thread-safe.
 */
public final class TimelineCounter {

    private static final long SECONDS_PER_MINUTE = 60;

    private final HourOfDay clock;
    private final Detail detail;
    private final Collapsing windows;
    private @Nullable WindowCounter latest;
    private long latestMinute;

    /** A counter that has seen no login, and counts no users one by one. */
    public TimelineCounter(HourOfDay clock, Detail detail) {
        this(clock, new ByTime(detail));
    }

    /** A counter that has seen no login. */
    public TimelineCounter(HourOfDay clock, ByTime asked) {
        this.clock = clock;
        this.detail = asked.detail();
        this.windows = new Collapsing(clock, asked);
    }

    /** Counts this login. */
    public void count(LoginEvent event) {
        long minute = Math.floorDiv(event.timestamp(), SECONDS_PER_MINUTE);
        WindowCounter counter = latest;
        if (counter == null || minute != latestMinute) {
            counter = windows.at(event.timestamp());
            latest = counter;
            latestMinute = minute;
        }
        counter.count(event, clock.at(event.timestamp()));
    }

    /**
     * Counts logins that are all of one minute.
     *
     * @param minute in which this moment is, in epoch seconds
     * @param users of these logins, where they are asked for
     */
    public void add(long minute, LoginTally logins, BatchUsers users) {
        if (logins.events() > 0) {
            latest = null;
            windows.at(minute).add(logins, users);
        }
    }

    /**
     * Counts what is in this timeline.
     *
     * @throws IllegalArgumentException if its clock or detail is another
     */
    public void add(Timeline timeline) {
        if (!clock.equals(timeline.clock()) || !detail.equals(timeline.detail())) {
            throw new IllegalArgumentException("timelines of different clocks or details cannot be added");
        }
        latest = null;
        timeline.windows().forEach((window, tally) -> windows.at(window).add(tally));
        windows.older().add(timeline.older());
    }

    /** What was counted so far. */
    public Timeline timeline() {
        return windows.timeline();
    }
}
