package io.kafkafetch.adapters.generator;

import java.util.function.LongSupplier;

/**
 * Keeps a steady rate: says how long to wait before the next record. What was late is caught up with. Not thread-safe.
 */
public final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long records;

    /**
     * A pace that begins now.
     *
     * @param perSecond records a second; 0 for as fast as possible
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     */
    public Pace(double perSecond, LongSupplier nanoTime) {
        if (!(perSecond >= 0)) {
            throw new IllegalArgumentException("a rate of " + perSecond + " a second is below 0");
        }
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Counts a record, and returns how many nanoseconds too early it would be now; 0 if it is due. */
    public long nanosUntilNext() {
        if (perSecond == 0) {
            return 0;
        }
        long due = (long) (records++ / perSecond * NANOS_PER_SECOND);
        return Math.max(0, due - (nanoTime.getAsLong() - startNanos));
    }
}
