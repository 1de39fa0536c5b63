package io.kafkafetch.application.position.rezoning;

import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.rollup.Timeline;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts by the hours of one clock, as another clock would have counted them: exactly, or not at all. A span that lies within one
 * hour of the other clock is all of that hour. So a minute moves nearly always, an hour where both clocks begin it at the same
 * moment, a day hour by hour unless one of its hours came twice. What has lost its day moves only where both clocks always show
 * hours that are equally far apart. Immutable.
 */
final class ZoneChange {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;

    /** Of the longest day, with room for clocks that are put back by two hours. */
    private static final int MOST_HOURS_OF_A_DAY = 26;

    private static final int UNSEEN = -2;
    private static final int UNKNOWN = -1;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.ofEpochSecond(LoginEvent.MAX_TIMESTAMP);

    private final HourOfDay before;
    private final HourOfDay after;
    private final OptionalInt apart;

    ZoneChange(HourOfDay before, HourOfDay after) {
        this.before = before;
        this.after = after;
        this.apart = apart(before.zone().getRules(), after.zone().getRules());
    }

    /** How many hours one clock is always ahead; empty where that changes, or are no whole hours. */
    private static OptionalInt apart(ZoneRules before, ZoneRules after) {
        int seconds = apart(before, after, FIRST);
        if (seconds % SECONDS_PER_HOUR != 0) {
            return OptionalInt.empty();
        }
        for (ZoneRules rules : List.of(before, after)) {
            ZoneOffsetTransition change = rules.nextTransition(FIRST);
            while (change != null && !change.getInstant().isAfter(LAST)) {
                if (apart(before, after, change.getInstant()) != seconds) {
                    return OptionalInt.empty();
                }
                change = rules.nextTransition(change.getInstant());
            }
        }
        return OptionalInt.of(seconds / SECONDS_PER_HOUR);
    }

    private static int apart(ZoneRules before, ZoneRules after, Instant at) {
        ZoneOffset there = after.getOffset(at);
        return there.getTotalSeconds() - before.getOffset(at).getTotalSeconds();
    }

    /** Of logins whose time is not known any more; empty where it would have to be. */
    Optional<HourCounts> of(HourCounts counts) {
        if (apart.isEmpty()) {
            return counts.total() == 0 ? Optional.of(counts) : Optional.empty();
        }
        long[] moved = new long[HourCounts.HOURS];
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            moved[Math.floorMod(hour + apart.getAsInt(), HourCounts.HOURS)] = counts.at(hour);
        }
        return Optional.of(HourCounts.of(moved));
    }

    /** Of a timeline of the first clock; empty where it does not keep times far enough apart. */
    Optional<HourCounts> of(Timeline timeline) {
        if (apart.isPresent()) {
            return of(timeline.total().hours());
        }
        long[] moved = new long[HourCounts.HOURS];
        boolean isExact = timeline.older().logins() == 0;
        for (Map.Entry<Window, WindowTally> entry : timeline.windows().entrySet()) {
            isExact = isExact && add(moved, entry.getKey(), entry.getValue());
        }
        return isExact ? Optional.of(HourCounts.of(moved)) : Optional.empty();
    }

    private boolean add(long[] moved, Window window, WindowTally tally) {
        return switch (window.resolution()) {
            case MINUTE -> add(moved, hour(window.start(), SECONDS_PER_MINUTE), tally.logins());
            case HOUR -> add(moved, hour(window.start(), SECONDS_PER_HOUR), tally.logins());
            case DAY -> addDay(moved, window.start(), tally.hours());
        };
    }

    private static boolean add(long[] moved, OptionalInt hour, long logins) {
        hour.ifPresent(there -> moved[there] = Math.addExact(moved[there], logins));
        return hour.isPresent();
    }

    /** Each hour of the day, where it came once, or every time within the same hour of the other clock. */
    private boolean addDay(long[] moved, long day, HourCounts counts) {
        int[] hours = new int[HourCounts.HOURS];
        Arrays.fill(hours, UNSEEN);
        for (int step = 0; step < MOST_HOURS_OF_A_DAY; step++) {
            long start = day + (long) step * SECONDS_PER_HOUR;
            if (before.startOfDay(start) != day) {
                continue;
            }
            if (before.startOfHour(start) != start) {
                return false; // the day does not begin at a full hour, or clocks are changed within one
            }
            int there = hour(start, SECONDS_PER_HOUR).orElse(UNKNOWN);
            int here = before.at(start);
            hours[here] = hours[here] == UNSEEN || hours[here] == there ? there : UNKNOWN;
        }
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            if (counts.at(hour) > 0 && hours[hour] < 0) {
                return false;
            }
            if (counts.at(hour) > 0) {
                moved[hours[hour]] = Math.addExact(moved[hours[hour]], counts.at(hour));
            }
        }
        return true;
    }

    /** The one hour of the other clock that this span lies in; empty where there are several. */
    private OptionalInt hour(long start, int seconds) {
        return after.startOfHour(start + seconds - 1) <= start ? OptionalInt.of(after.at(start)) : OptionalInt.empty();
    }
}
