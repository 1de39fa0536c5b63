package io.kafkafetch.adapters.generator;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Spreads a number of logins over a span of time, in the rhythm of the hours of the day and the days of the week, in UTC:
 * each login has an equal piece of the span's weight, and lies anywhere in it. So the first lies at the beginning, the last
 * at the end, whatever the dice say. Further logins lie at the end.
 */
final class SpreadTime {

    private static final long HOUR = 3_600;
    private static final long HOURS_OF_A_DAY = 24;

    /** How busy each day of the week is, from Monday on: people look in before the weekend, and go out at it. */
    private static final long[] DAYS = {100, 98, 97, 99, 104, 88, 82};

    private final long[] hours = Market.hours();
    private final Span span;
    private final long weight;
    private long login;
    private long piece;
    private long remainder;

    /** The hour that the last login lies in: its beginning in the span, and the weight before that. */
    private long hourStart;

    private long weightBefore;

    SpreadTime(Span span) {
        this.span = span;
        this.hourStart = span.from();
        long sum = 0;
        for (long start = span.from(); start < span.to(); start = hourEnd(start)) {
            sum += (hourEnd(start) - start) * weightPerSecond(start);
        }
        this.weight = sum;
    }

    /** Epoch second of the next login. */
    long next(Dice dice) {
        if (login++ == span.logins()) {
            login = span.logins();
            return span.to() - 1;
        }
        long begin = piece;
        piece += weight / span.logins();
        remainder += weight % span.logins();
        if (remainder >= span.logins()) {
            remainder -= span.logins();
            piece++;
        }
        return at(begin + dice.below(Math.max(1, piece - begin)));
    }

    /** The second that lies behind so much of the weight; not before the last one asked for. */
    private long at(long place) {
        while (place >= weightBefore + (hourEnd(hourStart) - hourStart) * weightPerSecond(hourStart)) {
            weightBefore += (hourEnd(hourStart) - hourStart) * weightPerSecond(hourStart);
            hourStart = hourEnd(hourStart);
        }
        return hourStart + (place - weightBefore) / weightPerSecond(hourStart);
    }

    private long hourEnd(long second) {
        return Math.min(span.to(), second - Math.floorMod(second, HOUR) + HOUR);
    }

    private long weightPerSecond(long second) {
        int day = Instant.ofEpochSecond(second)
                        .atOffset(ZoneOffset.UTC)
                        .getDayOfWeek()
                        .getValue()
                - 1;
        return hours[(int) Math.floorMod(second / HOUR, HOURS_OF_A_DAY)] * DAYS[day];
    }
}
