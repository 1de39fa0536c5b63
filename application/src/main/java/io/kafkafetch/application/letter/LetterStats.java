package io.kafkafetch.application.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many letters there are, by what became of them and, of the open ones, by why and when they failed. Of many names
 * {@value #MOST_NAMES} of a kind are counted apart, the others together. Not thread-safe.
 */
public final class LetterStats {

    /** Anybody may write headers, and anything into them. */
    public static final int MOST_NAMES = 1_000;

    /** What names beyond {@link #MOST_NAMES} are counted as. */
    public static final String OTHERS = "others";

    private final Map<LetterState, Long> states = new EnumMap<>(LetterState.class);
    private final Map<String, Long> reasons = new HashMap<>();
    private final Map<String, Long> fields = new HashMap<>();
    private final Map<String, Long> days = new HashMap<>();
    private Optional<Oldest> oldestOpen = Optional.empty();

    /** Counts a letter. One with several reasons counts once under each. */
    public void count(Letter letter, LetterState state) {
        states.merge(state, 1L, Long::sum);
        if (state != LetterState.OPEN) {
            return;
        }
        letter.failure().reasons().stream().map(LetterReason::code).distinct().forEach(code -> add(reasons, code));
        letter.failure().reasons().stream()
                .map(LetterReason::field)
                .filter(field -> !field.isEmpty())
                .distinct()
                .forEach(field -> add(fields, field));
        add(days, LocalDate.ofInstant(letter.failure().at(), ZoneOffset.UTC).toString());
        if (oldestOpen.isEmpty() || letter.published().isBefore(oldestOpen.get().published())) {
            oldestOpen = Optional.of(new Oldest(letter.id(), letter.published()));
        }
    }

    private static void add(Map<String, Long> counts, String name) {
        counts.merge(counts.size() < MOST_NAMES || counts.containsKey(name) ? name : OTHERS, 1L, Long::sum);
    }

    /** How many are in this state. */
    public long in(LetterState state) {
        return states.getOrDefault(state, 0L);
    }

    /** Open ones by the code of a reason. */
    public Map<String, Long> reasons() {
        return Map.copyOf(reasons);
    }

    /** Open ones by the field at fault. */
    public Map<String, Long> fields() {
        return Map.copyOf(fields);
    }

    /** Open ones by the day they failed, in UTC, as {@code 2026-01-05}. */
    public Map<String, Long> days() {
        return Map.copyOf(days);
    }

    /** When the oldest open one was published, and which it is. */
    public Optional<Oldest> oldestOpen() {
        return oldestOpen;
    }

    /** The oldest open letter. */
    public record Oldest(LetterId id, Instant published) {}
}
