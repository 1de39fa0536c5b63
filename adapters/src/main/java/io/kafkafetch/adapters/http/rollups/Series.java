package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.answers.Moment;
import io.kafkafetch.domain.insight.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A series of windows that is asked for.
 *
 * @param from belongs to it; whole seconds
 * @param to does not
 * @param by the field that logins are grouped by
 * @param top most names of a window, from 1
 */
record Series(Instant from, Instant to, Step step, Optional<Dimension> by, int top) {

    /** Most windows of an answer. */
    static final int MOST_WINDOWS = 3_000;

    private static final int MOST_NAMES = 100;
    private static final int USUAL_NAMES = 10;
    private static final Duration USUAL = Duration.ofDays(1);

    /** What a request asks for; {@code null} is what it leaves out. */
    record Parameters(
            @Nullable String from,
            @Nullable String to,
            @Nullable String step,
            @Nullable String by,
            @Nullable String top) {}

    /**
     * Reads the parameters. Without {@code to} the series ends now, without {@code from} it is a day long.
     *
     * @throws BadQueryException if they cannot be answered
     */
    static Series of(Parameters asked, ZoneId zone, Instant now) {
        Step step = asked.step() == null ? Step.HOUR : Step.of(asked.step());
        Instant to = asked.to() == null
                ? Instant.ofEpochSecond(now.getEpochSecond() + 1)
                : Moment.of("to", asked.to(), zone);
        Instant from = asked.from() == null ? to.minus(USUAL) : Moment.of("from", asked.from(), zone);
        if (!from.isBefore(to)) {
            throw new BadQueryException("from is not before to");
        }
        if (Duration.between(from, to).dividedBy(step.length()) > MOST_WINDOWS) {
            throw new BadQueryException("from and to are more than " + MOST_WINDOWS + " steps of " + step.text()
                    + " apart: ask for a longer step or a shorter time");
        }
        return new Series(from, to, step, Optional.ofNullable(asked.by()).map(Series::dimension), top(asked.top()));
    }

    private static Dimension dimension(String field) {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new BadQueryException("by is none of "
                        + Arrays.stream(Dimension.values())
                                .map(Dimension::field)
                                .collect(Collectors.joining(", "))));
    }

    private static int top(@Nullable String text) {
        if (text == null) {
            return USUAL_NAMES;
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_NAMES) {
            return Integer.parseInt(text);
        }
        throw new BadQueryException("top is not a whole number from 1 to " + MOST_NAMES);
    }
}
