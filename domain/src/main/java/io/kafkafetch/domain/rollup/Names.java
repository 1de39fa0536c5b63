package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Ranking;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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
        Set<String> names = kept.counts().keySet();
        if (most < 1 || others < 0 || !Shortest.fit(most, names) || (others > 0 && !Shortest.leaveNone(most, names))) {
            throw new IllegalArgumentException(
                    names.size() + " names of at most " + most + ", and " + others + " others");
        }
    }

    /** Nothing occurred. */
    public static Names none(int most) {
        return new Names(Frequencies.EMPTY, 0, most);
    }

    /** These occurrences, as far as so many names are kept. */
    public static Names of(Frequencies all, int most) {
        return of(all.counts(), 0, most);
    }

    private static Names of(Map<String, Long> all, long others, int most) {
        if (Shortest.fit(most, all.keySet())) {
            return new Names(new Frequencies(all), others, most);
        }
        Map<String, Long> kept = new HashMap<>(all);
        long more = others;
        for (String dropped : Shortest.beyond(most, all.keySet())) {
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
        Map<String, Long> sum = new HashMap<>(kept.counts());
        for (Entry entry : other.kept.ranked()) {
            sum.merge(entry.name(), entry.count(), Math::addExact);
        }
        return of(sum, Math.addExact(others, other.others), most);
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
