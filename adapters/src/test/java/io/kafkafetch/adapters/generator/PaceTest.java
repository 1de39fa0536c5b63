package io.kafkafetch.adapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now = Long.MAX_VALUE - 50 * MILLI; // a monotonic clock may begin anywhere, and overflow

    private Pace pace(double perSecond) {
        return new Pace(perSecond, () -> now);
    }

    @Test
    void theFirstRecordIsDueAtOnceAndEachOtherItsTimeLater() {
        Pace pace = pace(100);

        assertThat(pace.nanosUntilNext()).isZero();
        assertThat(pace.nanosUntilNext()).isEqualTo(10 * MILLI);
        assertThat(pace.nanosUntilNext()).isEqualTo(20 * MILLI);
        now += 25 * MILLI;
        assertThat(pace.nanosUntilNext()).isEqualTo(5 * MILLI);
    }

    @Test
    void whatWasLateIsCaughtUpWith() {
        Pace pace = pace(100);
        now += 100 * MILLI;

        for (int i = 0; i <= 10; i++) {
            assertThat(pace.nanosUntilNext()).as("record %d", i).isZero();
        }
        assertThat(pace.nanosUntilNext()).isEqualTo(10 * MILLI);
    }

    @Test
    void zeroIsAsFastAsPossible() {
        Pace pace = pace(0);

        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.nanosUntilNext()).isZero();
        }
    }

    @Test
    void ratesNeedNotBeWhole() {
        Pace slow = pace(0.5);

        assertThat(slow.nanosUntilNext()).isZero();
        assertThat(slow.nanosUntilNext()).isEqualTo(2_000 * MILLI);
    }

    @Test
    void aRateIsKeptOverManyRecordsWithoutDrift() {
        Pace pace = pace(3);
        long start = now;
        for (int i = 0; i < 3_000; i++) {
            now += pace.nanosUntilNext();
        }

        assertThat(now - start).isBetween(999_666 * MILLI, 999_667 * MILLI);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, -1, Double.NEGATIVE_INFINITY, Double.NaN})
    void aRateBelowZeroIsRefused(double perSecond) {
        assertThatThrownBy(() -> pace(perSecond)).isInstanceOf(IllegalArgumentException.class);
    }
}
