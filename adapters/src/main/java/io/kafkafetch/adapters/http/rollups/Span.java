package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.domain.insight.HourOfDay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A span of time that ends now, and the one that it is compared with. */
enum Span {
    FIVE_MINUTES("5m") {
        @Override
        Times times(HourOfDay clock, Instant now) {
            return minutes(5, now);
        }
    },
    HOUR("1h") {
        @Override
        Times times(HourOfDay clock, Instant now) {
            return minutes(60, now);
        }
    },
    TODAY("today") {
        @Override
        Times times(HourOfDay clock, Instant now) {
            ZonedDateTime local = now.truncatedTo(ChronoUnit.MINUTES).atZone(clock.zone());
            Instant from = local.toLocalDate().atStartOfDay(clock.zone()).toInstant();
            Instant before =
                    local.toLocalDate().minusDays(1).atStartOfDay(clock.zone()).toInstant();
            Instant to =
                    local.toLocalDate().plusDays(1).atStartOfDay(clock.zone()).toInstant();
            return new Times(before, local.minusDays(1).toInstant(), from, to);
        }
    },
    SEVEN_DAYS("7d") {
        @Override
        Times times(HourOfDay clock, Instant now) {
            ZonedDateTime tomorrow =
                    now.atZone(clock.zone()).toLocalDate().plusDays(1).atStartOfDay(clock.zone());
            Instant from = tomorrow.minusDays(7).toInstant();
            return new Times(tomorrow.minusDays(14).toInstant(), from, from, tomorrow.toInstant());
        }
    },
    ALL("all") {
        @Override
        Times times(HourOfDay clock, Instant now) {
            return new Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, now);
        }
    };

    private final String text;

    Span(String text) {
        this.text = text;
    }

    /**
     * Two spans of time; their starts belong to them, their ends do not.
     *
     * @param beforeFrom of the span to compare with
     * @param beforeTo its end; equal where there is none
     * @param from of the span itself
     * @param to its end
     */
    record Times(Instant beforeFrom, Instant beforeTo, Instant from, Instant to) {

        boolean areCompared() {
            return beforeFrom.isBefore(beforeTo);
        }
    }

    /** @throws BadQueryException if there is no such span */
    static Span of(String text) {
        return Arrays.stream(values())
                .filter(span -> span.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new BadQueryException("window is none of "
                        + Arrays.stream(values()).map(span -> span.text).collect(Collectors.joining(", "))));
    }

    /** As it is asked for, e.g. {@code today}. */
    String text() {
        return text;
    }

    /** From when to when it is. */
    abstract Times times(HourOfDay clock, Instant now);

    /** The minute that runs is the last of them. */
    private static Times minutes(int minutes, Instant now) {
        long minute = now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), 60L);
        Instant to = Instant.ofEpochSecond(minute + 60);
        Instant from = to.minus(Duration.ofMinutes(minutes));
        return new Times(from.minus(Duration.ofMinutes(minutes)), from, from, to);
    }
}
