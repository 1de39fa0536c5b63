package io.kafkafetch.adapters.http.live;

import java.util.Arrays;

/**
 * How many events a second there were lately. They may come late and in any order; those far off the clock are left
 * out. Not thread-safe.
 */
final class RateWindow {

    /** Seconds the rate is taken over. */
    static final int SECONDS = 10;

    /** Seconds that end before the clock's, since what happened in them may still be on its way. */
    private static final int SETTLING = 1;

    /** Seconds remembered: some before the window's, some ahead of the clock's, as clocks differ. */
    private static final int SLOTS = 32;

    private static final int AHEAD = 10;

    private final long[] seconds = new long[SLOTS];
    private final long[] counts = new long[SLOTS];

    RateWindow() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /**
     * So many happened.
     *
     * @param second when, in epoch seconds
     * @param now the clock's epoch second
     */
    void add(long second, long now, long events) {
        if (second > now + AHEAD || second <= now + AHEAD - SLOTS) {
            return;
        }
        int slot = Math.floorMod(second, SLOTS);
        if (seconds[slot] != second) {
            seconds[slot] = second;
            counts[slot] = 0;
        }
        counts[slot] += events;
    }

    /** Events a second, over the last whole seconds before {@code now}, an epoch second. */
    double perSecond(long now) {
        long events = 0;
        for (long second = now - SETTLING - SECONDS; second < now - SETTLING; second++) {
            int slot = Math.floorMod(second, SLOTS);
            if (seconds[slot] == second) {
                events += counts[slot];
            }
        }
        return (double) events / SECONDS;
    }
}
