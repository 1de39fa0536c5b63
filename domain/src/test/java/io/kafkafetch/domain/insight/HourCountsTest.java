package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HourCountsTest {

    @Test
    void theEmptyCountHasNoLoginAndNoPeak() {
        assertThat(HourCounts.EMPTY.total()).isZero();
        assertThat(HourCounts.EMPTY.peak()).isEmpty();
    }

    @Test
    void amongHoursWithEquallyManyLoginsTheEarliestIsThePeak() {
        assertThat(hours(19, 3, 7, 3, 23, 2).peak()).contains(new Insight.PeakHour(7, 3));
    }

    @Test
    void midnightAndTheLastHourOfTheDayCanBeThePeak() {
        assertThat(hours(0, 1).peak()).contains(new Insight.PeakHour(0, 1));
        assertThat(hours(0, 1, 23, 2).peak()).contains(new Insight.PeakHour(23, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 25})
    void anythingButTwentyFourCountsIsRefused(int length) {
        assertThatThrownBy(() -> HourCounts.of(new long[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 24 counts, not " + length);
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatThrownBy(() -> hours(5, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a count is negative");
    }

    @Test
    void aSumThatNoLongHoldsIsRefusedInsteadOfWrapped() {
        HourCounts full = hours(5, Long.MAX_VALUE);

        assertThatThrownBy(() -> full.plus(hours(5, 1))).isInstanceOf(ArithmeticException.class);
        assertThat(full.plus(hours(4, 1)).at(5)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTotalThatNoLongHoldsIsRefusedInsteadOfWrapped() {
        HourCounts counts = hours(5, Long.MAX_VALUE, 6, 1);

        assertThatThrownBy(counts::total).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theCountsKeepNoHoldOnTheArrayTheyAreMadeOf() {
        long[] given = new long[24];
        HourCounts counts = HourCounts.of(given);
        given[3] = 9;

        assertThat(counts).isEqualTo(HourCounts.EMPTY);
    }

    @Test
    void aLoginAtAnyHourHashesToAnotherValue() {
        assertThat(IntStream.range(0, 24).map(hour -> hours(hour, 1).hashCode()).boxed())
                .doesNotHaveDuplicates();
    }

    @Test
    void countsEqualNothingOfAnotherType() {
        assertThat(HourCounts.EMPTY.equals((Object) "[0]")).isFalse();
    }

    @Test
    void countsPrintFromMidnightOn() {
        assertThat(hours(0, 7, 23, 1))
                .hasToString("[7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]");
    }

    /** Counts given as hour, count, hour, count, …; 0 at every other hour. */
    private static HourCounts hours(long... hourAndCount) {
        long[] counts = new long[24];
        for (int i = 0; i < hourAndCount.length; i += 2) {
            counts[(int) hourAndCount[i]] = hourAndCount[i + 1];
        }
        return HourCounts.of(counts);
    }
}
