package io.kafkafetch.application.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which letters are meant: those that meet all that is given.
 *
 * @param ids empty for any
 * @param reason a code that is among a letter's
 * @param field that is at fault; with a reason, at fault for that reason
 * @param since when a record failed, inclusive
 * @param until when a record failed, exclusive
 * @param partition that the failed record was in
 * @param key of the failed record, as UTF-8; letters whose key cannot be read have none
 * @param state what became of a letter
 */
public record LetterFilter(
        Set<LetterId> ids,
        Optional<String> reason,
        Optional<String> field,
        Optional<Instant> since,
        Optional<Instant> until,
        OptionalInt partition,
        Optional<String> key,
        Optional<LetterState> state) {

    /** All letters. */
    public static final LetterFilter ALL = new LetterFilter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    public LetterFilter {
        ids = Set.copyOf(ids);
    }

    /** These letters. */
    public static LetterFilter named(Set<LetterId> ids) {
        return new LetterFilter(ids, ALL.reason, ALL.field, ALL.since, ALL.until, ALL.partition, ALL.key, ALL.state);
    }

    /** The same, of letters in this state. */
    public LetterFilter in(LetterState state) {
        return new LetterFilter(ids, reason, field, since, until, partition, key, Optional.of(state));
    }

    /** Whether it chooses among letters by anything but their state. */
    public boolean isSelective() {
        return !in(LetterState.OPEN).equals(ALL.in(LetterState.OPEN));
    }

    /** Whether this letter, which is in this state, is meant. */
    public boolean matches(Letter letter, LetterState in) {
        Failure failure = letter.failure();
        return state.map(in::equals).orElse(true)
                && (ids.isEmpty() || ids.contains(letter.id()))
                && failure.reasons().stream().anyMatch(this::isMeant)
                && since.map(from -> !failure.at().isBefore(from)).orElse(true)
                && until.map(to -> failure.at().isBefore(to)).orElse(true)
                && (partition.isEmpty()
                        || failure.origin()
                                .map(origin -> origin.partition().number() == partition.getAsInt())
                                .orElse(false))
                && key.map(text -> hasKey(letter, text)).orElse(true);
    }

    private boolean isMeant(LetterReason one) {
        return reason.map(one.code()::equals).orElse(true)
                && field.map(one.field()::equals).orElse(true);
    }

    private static boolean hasKey(Letter letter, String text) {
        return letter.content()
                .readableKey()
                .map(bytes -> Arrays.equals(bytes, text.getBytes(UTF_8)))
                .orElse(false);
    }
}
