package io.kafkafetch.domain.insight;

import java.util.List;

/**
 * The most frequent names, and how often all the others occurred together.
 *
 * @param top most frequent first
 * @param others occurrences of every name that is not in {@code top}, at least 0
 */
public record Ranking(List<Frequencies.Entry> top, long others) {

    /** Nothing occurred. */
    public static final Ranking EMPTY = new Ranking(List.of(), 0);

    /** @throws IllegalArgumentException if {@code others} is negative */
    public Ranking {
        top = List.copyOf(top);
        if (others < 0) {
            throw new IllegalArgumentException("others is negative: " + others);
        }
    }

    /** Occurrences of all names together. */
    public long total() {
        return others + sum(top);
    }

    /** The first {@code size} names of these; the rest joins the others. {@code total()} stays what it is. */
    public Ranking first(int size) {
        List<Frequencies.Entry> first = top.subList(0, Math.min(size, top.size()));
        return new Ranking(first, total() - sum(first));
    }

    private static long sum(List<Frequencies.Entry> names) {
        return names.stream().mapToLong(Frequencies.Entry::count).sum();
    }
}
