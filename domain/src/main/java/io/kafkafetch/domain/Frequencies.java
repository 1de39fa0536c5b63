package io.kafkafetch.domain;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each name occurred, a commutative monoid: {@link #EMPTY} is the identity, {@link #plus} is associative and
 * commutative. Immutable; a name that never occurred is not in it.
 *
 * @param counts occurrences by name, each at least 1
 */
public record Frequencies(Map<String, Long> counts) {

    /** Nothing occurred. */
    public static final Frequencies EMPTY = new Frequencies(Map.of());

    /** @throws IllegalArgumentException if a count is below 1 */
    public Frequencies {
        counts = Map.copyOf(counts);
        if (counts.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("a count is below 1");
        }
    }

    /** One name with its count. */
    public record Entry(String name, long count) {}

    /** Occurrences of this name, 0 if it never occurred. */
    public long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /**
     * Occurrences of all names together.
     *
     * @throws ArithmeticException if they exceed {@link Long#MAX_VALUE}
     */
    public long total() {
        return counts.values().stream().reduce(0L, Math::addExact);
    }

    /**
     * Both counted together.
     *
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public Frequencies plus(Frequencies other) {
        Map<String, Long> sum = new HashMap<>(counts);
        other.counts.forEach((name, count) -> sum.merge(name, count, Math::addExact));
        return new Frequencies(sum);
    }

    /** Most frequent first; among equals by name, in the order of UTF-16 code units. */
    public List<Entry> ranked() {
        return counts.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(comparingLong(Entry::count).reversed().thenComparing(comparing(Entry::name)))
                .toList();
    }
}
