package io.kafkafetch.adapters.http.live.state;

import java.util.Arrays;

/**
 * How many events there were lately. They may come late and in any order; those far off the clock are left
 * out. Not thread-safe.
 */
final class RateWindow {

    /** Seconds a rate is taken over. */
    static final int SECONDS = 10;

    /** Seconds that end before the clock's, since what happened in them may still be on its way. */
    private static final int SETTLING = 1;

    /** Seconds remembered beside the window's: some before it, some ahead of the clock's, as clocks differ. */
    private static final int SPARE = 22;

    private static final int AHEAD = 10;

    private final int window;
    private final long[] seconds;
    private final long[] counts;

    /** @param window seconds that are looked back, at least 1 */
    RateWindow(int window) {
        this.window = window;
        this.seconds = new long[window + SPARE];
        this.counts = new long[window + SPARE];
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /**
     * So many happened.
     *
     * @param second when, in epoch seconds
     * @param now the clock's epoch second
     */
    void add(long second, long now, long events) {
        if (second > now + AHEAD || second <= now + AHEAD - seconds.length) {
            return;
        }
        int slot = Math.floorMod(second, seconds.length);
        if (seconds[slot] != second) {
            seconds[slot] = second;
            counts[slot] = 0;
        }
        counts[slot] += events;
    }

    /** Events a second, over the last whole seconds before {@code now}, an epoch second. */
    double perSecond(long now) {
        return (double) before(now - SETTLING) / window;
    }

    /** Events of the last seconds, the present one among them. */
    long lately(long now) {
        return before(now + 1);
    }

    /** Events in the window that ends before this second. */
    private long before(long end) {
        long events = 0;
        for (long second = end - window; second < end; second++) {
            int slot = Math.floorMod(second, seconds.length);
            if (seconds[slot] == second) {
                events += counts[slot];
            }
        }
        return events;
    }
}
