package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.answers.Moment;
import io.kafkafetch.application.rollup.RollupView;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.rollup.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A span of time between two moments.
 *
 * @param from belongs to it; whole minutes
 * @param to does not; whole minutes
 */
record OwnSpan(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(Series.MOST_WINDOWS);

    /** @throws BadQueryException if that is no span */
    static OwnSpan of(@Nullable String from, @Nullable String to, ZoneId zone) {
        if (from == null || to == null) {
            throw new BadQueryException("from and to are needed both");
        }
        OwnSpan span = new OwnSpan(Moment.of("from", from, zone), Moment.of("to", to, zone));
        if (!span.from.isBefore(span.to)) {
            throw new BadQueryException("from is not before to");
        }
        if (!span.isOfWhole(Resolution.MINUTE, new HourOfDay(zone))) {
            throw new BadQueryException("from and to are not whole minutes");
        }
        if (span.length().compareTo(LONGEST) > 0) {
            throw new BadQueryException("from and to are more than " + LONGEST.toDays() + " days apart");
        }
        return span;
    }

    private Duration length() {
        return Duration.between(from, to);
    }

    /** The span of the same length that ends where this one begins. */
    OwnSpan before() {
        return new OwnSpan(from.minus(length()), from);
    }

    /** The shortest windows that all of it is made of; empty where there are none, as {@link #refusal} says. */
    Optional<Resolution> finest(RollupView view, HourOfDay clock) {
        return kept(view).filter(resolution -> isOfWhole(resolution, clock));
    }

    /** The shortest windows that are kept since it begins; empty where no longer any are. */
    private Optional<Resolution> kept(RollupView view) {
        return Arrays.stream(Resolution.values())
                .filter(resolution ->
                        from.getEpochSecond() >= view.keptSince(resolution).orElse(Long.MIN_VALUE))
                .findFirst();
    }

    /** Why it has no {@link #finest} windows. */
    BadQueryException refusal(RollupView view, HourOfDay clock) {
        return kept(view)
                .map(resolution -> new BadQueryException("of times before "
                        + text(view.keptSince(finer(resolution)), clock.zone())
                        + " only whole " + plural(resolution) + " are kept"))
                .orElseGet(() -> new BadQueryException(
                        "no day before " + text(view.keptSince(Resolution.DAY), clock.zone()) + " is kept any more"));
    }

    private static Resolution finer(Resolution resolution) {
        return resolution == Resolution.DAY ? Resolution.HOUR : Resolution.MINUTE;
    }

    private boolean isOfWhole(Resolution resolution, HourOfDay clock) {
        return resolution.start(clock, from.getEpochSecond()) == from.getEpochSecond()
                && resolution.start(clock, to.getEpochSecond()) == to.getEpochSecond();
    }

    private static String text(OptionalLong epochSecond, ZoneId zone) {
        return Instant.ofEpochSecond(epochSecond.orElse(0))
                .atZone(zone)
                .toOffsetDateTime()
                .toString();
    }

    private static String plural(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> "minutes";
            case HOUR -> "hours";
            case DAY -> "days";
        };
    }
}
