package io.kafkafetch.domain.insight;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Logins per hour of the day, a commutative monoid: {@link #EMPTY} is the identity, {@link #plus} is associative and
 * commutative. Immutable.
 */
public final class HourCounts {

    /** Hours of a day. */
    public static final int HOURS = 24;

    /** No login at any hour. */
    public static final HourCounts EMPTY = new HourCounts(new long[HOURS]);

    private final long[] counts;

    private HourCounts(long[] counts) {
        this.counts = counts;
    }

    /**
     * The counts as given, index 0 for the hour from 00:00.
     *
     * @throws IllegalArgumentException if there are not 24 of them, or one is negative
     */
    public static HourCounts of(long... counts) {
        if (counts.length != HOURS) {
            throw new IllegalArgumentException("expected " + HOURS + " counts, not " + counts.length);
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a count is negative");
            }
        }
        return new HourCounts(counts.clone());
    }

    /** Logins at this hour, 0 to 23. */
    public long at(int hour) {
        return counts[hour];
    }

    /** All 24 counts from 00:00 on. */
    public LongStream stream() {
        return Arrays.stream(counts);
    }

    /**
     * Logins at all hours together.
     *
     * @throws ArithmeticException if they exceed {@link Long#MAX_VALUE}
     */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total = Math.addExact(total, count);
        }
        return total;
    }

    /**
     * Both counted together.
     *
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public HourCounts plus(HourCounts other) {
        long[] sum = new long[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            sum[hour] = Math.addExact(counts[hour], other.counts[hour]);
        }
        return new HourCounts(sum);
    }

    /** The hour with the most logins, the earliest of equals; none where there is no login. */
    public Optional<Insight.PeakHour> peak() {
        int peak = 0;
        for (int hour = 1; hour < HOURS; hour++) {
            if (counts[hour] > counts[peak]) {
                peak = hour;
            }
        }
        return counts[peak] == 0 ? Optional.empty() : Optional.of(new Insight.PeakHour(peak, counts[peak]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HourCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
