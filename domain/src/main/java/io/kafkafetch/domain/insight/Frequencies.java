package io.kafkafetch.domain.insight;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How often each name occurred, a commutative monoid: {@link #EMPTY} is the identity, {@link #plus} is associative and
 * commutative. Immutable; a name that never occurred is not in it.
 */
public final class Frequencies {

    /** Nothing occurred. */
    public static final Frequencies EMPTY = new Frequencies(new Entry[0]);

    /** Sorted by {@link #rank}, an order without ties: equal frequencies are equal lists. */
    private final List<Entry> ranked;

    /** One name with its count. */
    public record Entry(String name, long count) {}

    /** @throws IllegalArgumentException if a count is below 1 */
    public Frequencies(Map<String, Long> counts) {
        this(entries(counts, Long::longValue));
    }

    /**
     * Occurrences by name, whatever they are counted with.
     *
     * @throws IllegalArgumentException if a count is below 1
     */
    public static <C> Frequencies of(Map<String, C> counts, ToLongFunction<C> count) {
        return new Frequencies(entries(counts, count));
    }

    private static <C> Entry[] entries(Map<String, C> counts, ToLongFunction<C> count) {
        Entry[] entries = new Entry[counts.size()];
        int next = 0;
        for (Map.Entry<String, C> each : counts.entrySet()) {
            Entry entry = new Entry(each.getKey(), count.applyAsLong(each.getValue()));
            if (entry.count < 1) {
                throw new IllegalArgumentException("a count is below 1");
            }
            entries[next++] = entry;
        }
        return entries;
    }

    /** @param entries of different names, in any order, each with a count of at least 1; sorted here */
    Frequencies(Entry[] entries) {
        Arrays.sort(entries, Frequencies::rank);
        ranked = List.of(entries);
    }

    private static int rank(Entry a, Entry b) {
        int byCount = Long.compare(b.count, a.count);
        return byCount == 0 ? a.name.compareTo(b.name) : byCount;
    }

    /** Most frequent first; among equals by name, in the order of UTF-16 code units. */
    public List<Entry> ranked() {
        return ranked;
    }

    /** Occurrences by name, each at least 1. */
    public Map<String, Long> counts() {
        return ranked.stream().collect(toUnmodifiableMap(Entry::name, Entry::count));
    }

    /** Occurrences of this name, 0 if it never occurred. Looks through all names. */
    public long of(String name) {
        for (Entry entry : ranked) {
            if (entry.name.equals(name)) {
                return entry.count;
            }
        }
        return 0;
    }

    /**
     * Occurrences of all names together.
     *
     * @throws ArithmeticException if they exceed {@link Long#MAX_VALUE}
     */
    public long total() {
        long total = 0;
        for (Entry entry : ranked) {
            total = Math.addExact(total, entry.count);
        }
        return total;
    }

    /**
     * Both counted together.
     *
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public Frequencies plus(Frequencies other) {
        if (ranked.isEmpty() || other.ranked.isEmpty()) {
            return ranked.isEmpty() ? other : this;
        }
        Map<String, Long> sum = HashMap.newHashMap(ranked.size() + other.ranked.size());
        for (Entry entry : ranked) {
            sum.put(entry.name, entry.count);
        }
        for (Entry entry : other.ranked) {
            sum.merge(entry.name, entry.count, Math::addExact);
        }
        return new Frequencies(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frequencies that && ranked.equals(that.ranked);
    }

    @Override
    public int hashCode() {
        return ranked.hashCode();
    }

    @Override
    public String toString() {
        return ranked.toString();
    }
}
