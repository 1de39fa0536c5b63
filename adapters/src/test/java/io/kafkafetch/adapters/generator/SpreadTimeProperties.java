package io.kafkafetch.adapters.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SpreadTimeProperties {

    private static final long DAY = 86_400;
    private static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").getEpochSecond();

    @Property(tries = 200)
    void loginsFollowEachOtherWithinTheSpanAndFillIt(
            @ForAll long seed,
            @ForAll @LongRange(max = 4_000_000_000L) long from,
            @ForAll @LongRange(min = 1, max = 40 * DAY) long seconds,
            @ForAll @LongRange(min = 1, max = 3_000) long logins) {
        Dice dice = new Dice(seed);
        SpreadTime time = new SpreadTime(new Span(from, from + seconds, logins));

        long before = from;
        for (long i = 0; i < logins; i++) {
            long next = time.next(dice);
            assertThat(next).isBetween(before, from + seconds - 1);
            before = next;
        }
        assertThat(time.next(dice)).isEqualTo(from + seconds - 1);
        assertThat(time.next(dice)).isEqualTo(from + seconds - 1);
    }

    /** The evening peaks and Sundays are the quietest; of each, as many as their weights say. */
    @Example
    void theHoursAndTheDaysHaveTheirRhythm() {
        long logins = 1_000_000;
        Dice dice = new Dice(7);
        SpreadTime time = new SpreadTime(new Span(MONDAY, MONDAY + 4 * 7 * DAY, logins));
        long[] hours = new long[24];
        long[] days = new long[8];
        for (long i = 0; i < logins; i++) {
            var moment = Instant.ofEpochSecond(time.next(dice)).atOffset(ZoneOffset.UTC);
            hours[moment.getHour()]++;
            days[moment.getDayOfWeek().getValue()]++;
        }

        assertThat((double) hours[20] / hours[4]).isBetween(19.0, 21.0);
        assertThat((double) days[DayOfWeek.FRIDAY.getValue()] / days[DayOfWeek.SUNDAY.getValue()])
                .isBetween(1.25, 1.29);
        assertThat(days[DayOfWeek.MONDAY.getValue()] / 4.0).isBetween(logins / 28.0 * 1.04, logins / 28.0 * 1.06);
    }

    @Example
    void aSpanHasAnEnd() {
        assertThatThrownBy(() -> new Span(5, 5, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1, 5, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(0, Span.LONGEST + 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(0, 5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
