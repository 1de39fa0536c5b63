package io.kafkafetch.adapters.generator;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.stream.LongStream;

/**
 * The moment of each login. It never goes back, and goes slower the busier the hour is. The hours are those of UTC, the
 * service's default zone, so that the peak shows where one looks for it.
 */
final class SimulatedTime {

    private static final long MICROS = 1_000_000L;
    private static final long HOUR = 3_600 * MICROS;

    private final long start;
    private final long end = LoginEvent.MAX_TIMESTAMP * MICROS;

    /** Mean gap to the next login in each hour of the day, in microseconds. */
    private final long[] gaps;

    private long now;

    SimulatedTime(long startEpochSecond, long loginsPerDay) {
        start = startEpochSecond * MICROS;
        now = start;
        long[] hours = Market.hours();
        long day = LongStream.of(hours).sum();
        gaps = LongStream.of(hours)
                .map(hour -> Math.max(1, HOUR * day / (loginsPerDay * hour)))
                .toArray();
    }

    /** Epoch second of the next login. After the year 9999 the time starts again. */
    long next(Dice dice) {
        int hour = (int) (now / HOUR % gaps.length);
        now += dice.below(2 * gaps[hour] + 1); // evenly from 0 to twice the mean: an exponential gap needs a logarithm
        if (now > end) {
            now = start;
        }
        return now / MICROS;
    }
}
