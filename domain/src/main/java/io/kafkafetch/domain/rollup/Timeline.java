package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.HourOfDay;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Logins by the time they happened at. The newest minutes are kept apart, as many as the {@link Detail} says; what is
 * older is counted by the hour, then by the day, then all together. Each login is counted in exactly one of them.
 *
 * <p>Which windows are kept depends on the set of times alone: the newest of a part are among the newest of the whole
 * only if they are so in the part too. So for any split of the same logins, in any order, the sum of the parts' timelines
 * is the timeline of the whole, and timelines of one clock and detail are a commutative monoid. Immutable.
 *
 * @param windows disjoint, none empty
 * @param older what is older than all windows
 */
public record Timeline(HourOfDay clock, Detail detail, SortedMap<Window, WindowTally> windows, WindowTally older) {

    /** @throws IllegalArgumentException if a window is empty, or there are more of a resolution than the detail says */
    public Timeline {
        windows = Collections.unmodifiableSortedMap(new TreeMap<>(windows));
        for (Resolution resolution : Resolution.values()) {
            long found = windows.keySet().stream()
                    .filter(window -> window.resolution() == resolution)
                    .count();
            if (found > detail.most(resolution)) {
                throw new IllegalArgumentException(found + " windows of " + resolution.text());
            }
        }
        if (windows.values().stream().anyMatch(tally -> tally.logins() == 0)) {
            throw new IllegalArgumentException("an empty window");
        }
    }

    /** No login, on this clock. */
    public static Timeline empty(HourOfDay clock, Detail detail) {
        return new Timeline(clock, detail, new TreeMap<>(), WindowTally.none(detail.names()));
    }

    /**
     * Both counted together.
     *
     * @throws IllegalArgumentException if their clocks or details differ
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public Timeline plus(Timeline other) {
        TimelineCounter sum = new TimelineCounter(clock, detail);
        sum.add(this);
        sum.add(other);
        return sum.timeline();
    }

    /** All logins. */
    public WindowTally total() {
        return windows.values().stream().reduce(older, WindowTally::plus);
    }

    /** What is counted by windows of this resolution. */
    public WindowTally total(Resolution resolution) {
        return windows.entrySet().stream()
                .filter(entry -> entry.getKey().resolution() == resolution)
                .map(Map.Entry::getValue)
                .reduce(WindowTally.none(detail.names()), WindowTally::plus);
    }
}
