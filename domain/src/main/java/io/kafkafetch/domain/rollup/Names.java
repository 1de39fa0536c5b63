package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Ranking;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each name occurred, bounded: of more different names than are kept, the shortest are kept, of equal length
 * the first in the order of UTF-16 code units; and of long names fewer, so that their length has a bound too: 32 code
 * units each, on average. All others are counted together. Which are kept depends on the set of names
 * alone: one that is kept at the end was never dropped on the way. So its count is exact, and with one bound this is a
 * commutative monoid as {@link Frequencies} are. Immutable.
 *
 * @param kept the names that are kept
 * @param others how often all other names occurred together, from 0
 * @param most how many names are kept, at least 1
 */
public record Names(Frequencies kept, long others, int most) {

    /** @throws IllegalArgumentException if a number is out of range, too many names are kept, or others are too early */
    public Names {
        int names = kept.ranked().size();
        int together = length(kept);
        if (most < 1
                || others < 0
                || !Shortest.fit(most, names, together)
                || (others > 0 && !Shortest.leaveNone(most, names, together))) {
            throw new IllegalArgumentException(names + " names of at most " + most + ", and " + others + " others");
        }
    }

    private static int length(Frequencies names) {
        int length = 0;
        for (Entry entry : names.ranked()) {
            length = Math.addExact(length, entry.name().length());
        }
        return length;
    }

    /** Nothing occurred. */
    public static Names none(int most) {
        return new Names(Frequencies.EMPTY, 0, most);
    }

    /** These occurrences, as far as so many names are kept. */
    public static Names of(Frequencies all, int most) {
        return of(all, 0, most);
    }

    private static Names of(Frequencies all, long others, int most) {
        if (Shortest.fit(most, all.ranked().size(), length(all))) {
            return new Names(all, others, most);
        }
        Map<String, Long> kept = new HashMap<>(all.counts());
        long more = others;
        for (String dropped : Shortest.beyond(most, all.counts().keySet())) {
            more = Math.addExact(more, kept.getOrDefault(dropped, 0L));
            kept.remove(dropped);
        }
        return new Names(new Frequencies(kept), more, most);
    }

    /**
     * Both counted together.
     *
     * @throws IllegalArgumentException if they keep different numbers of names
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public Names plus(Names other) {
        if (most != other.most) {
            throw new IllegalArgumentException("names bounded at " + most + " and at " + other.most);
        }
        return of(kept.plus(other.kept), Math.addExact(others, other.others), most);
    }

    /** The names that are kept, the most frequent first. */
    public Ranking ranking() {
        return new Ranking(kept.ranked(), others);
    }

    /** Occurrences of all names together. */
    public long total() {
        return Math.addExact(kept.total(), others);
    }
}
