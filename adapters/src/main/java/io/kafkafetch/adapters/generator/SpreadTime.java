package io.kafkafetch.adapters.generator;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Spreads a number of logins over a span of time, in the rhythm of the hours of the day and the days of the week, in UTC:
 * each login has an equal piece of the span's weight, and lies anywhere in it. So the first lies at the beginning, the last
 * at the end, whatever the dice say. Further logins lie at the end.
 */
final class SpreadTime {

    private static final long SECONDS = 3_600;

    /** How busy each day of the week is, from Monday on: people look in before the weekend, and go out at it. */
    private static final long[] DAYS = {100, 98, 97, 99, 104, 88, 82};

    private static final long[] HOURS = Market.hours();

    private final Span span;
    private final long weight;
    private long login;

    /** The weight before the piece of the next login, and the part of a unit that is left over from those before. */
    private long piece;

    private long remainder;

    /** The hour that the last login lies in, and the weight before it. */
    private Hour hour;

    private long weightBefore;

    /** An hour, or the part of one that lies in the span, in epoch seconds; {@code perSecond} is its weight. */
    private record Hour(long start, long end, long perSecond) {
        private long weight() {
            return (end - start) * perSecond;
        }
    }

    SpreadTime(Span span) {
        this.span = span;
        this.hour = hour(span.from());
        long sum = 0;
        for (Hour next = hour; next.start() < span.to(); next = hour(next.end())) {
            sum += next.weight();
        }
        this.weight = sum;
    }

    /** Epoch second of the next login. */
    long next(Dice dice) {
        if (login == span.logins()) {
            return span.to() - 1;
        }
        login++;
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
        while (place >= weightBefore + hour.weight()) {
            weightBefore += hour.weight();
            hour = hour(hour.end());
        }
        return hour.start() + (place - weightBefore) / hour.perSecond();
    }

    /** The hour that begins here, or goes on here at the beginning of the span. */
    private Hour hour(long start) {
        OffsetDateTime time = Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC);
        long end = Math.min(span.to(), start - Math.floorMod(start, SECONDS) + SECONDS);
        return new Hour(
                start, end, HOURS[time.getHour()] * DAYS[time.getDayOfWeek().getValue() - 1]);
    }
}
