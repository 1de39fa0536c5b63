package io.kafkafetch.adapters.http.letters;

import io.kafkafetch.adapters.http.answers.BadQueryException;
import io.kafkafetch.adapters.http.answers.Moment;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Letters that are asked for.
 *
 * @param limit most of them, from 1
 */
record LetterQuery(LetterFilter filter, int limit) {

    private static final int MOST = 500;
    private static final int USUAL = 50;

    /** What a request asks for; {@code null} is what it leaves out. */
    record Parameters(
            @Nullable String state,
            @Nullable String reason,
            @Nullable String field,
            @Nullable String since,
            @Nullable String until,
            @Nullable String partition,
            @Nullable String limit) {}

    /** @throws BadQueryException if they cannot be answered */
    static LetterQuery of(Parameters asked, ZoneId zone) {
        Optional<Instant> since = Optional.ofNullable(asked.since()).map(text -> Moment.of("since", text, zone));
        Optional<Instant> until = Optional.ofNullable(asked.until()).map(text -> Moment.of("until", text, zone));
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            throw new BadQueryException("since is not before until");
        }
        return new LetterQuery(
                new LetterFilter(
                        Set.of(),
                        name("reason", asked.reason(), "a code such as missing"),
                        name("field", asked.field(), "a field such as device_type"),
                        since,
                        until,
                        partition(asked.partition()),
                        Optional.empty(),
                        Optional.ofNullable(asked.state()).map(LetterQuery::state)),
                limit(asked.limit()));
    }

    private static LetterState state(String text) {
        return LetterState.of(text)
                .orElseThrow(() -> new BadQueryException("state is none of "
                        + Arrays.stream(LetterState.values())
                                .map(LetterState::text)
                                .collect(Collectors.joining(", "))));
    }

    private static Optional<String> name(String parameter, @Nullable String text, String expected) {
        if (text != null && !text.matches("[\\w-]{1,80}")) {
            throw new BadQueryException(parameter + " is not " + expected);
        }
        return Optional.ofNullable(text);
    }

    private static OptionalInt partition(@Nullable String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new BadQueryException("partition is not a whole number from 0");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw new BadQueryException("limit is not a whole number from 1 to " + MOST);
    }
}
