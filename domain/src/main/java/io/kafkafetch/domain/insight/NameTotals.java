package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up how often each name occurred in many batches, in bounded memory. Each of the first names is counted for itself;
 * names beyond them, and names longer than a login's may be, are counted in the total alone. Not thread-safe.
 *
 * <p>The counts of one batch are the {@link LoginCounter}'s, which needs no bound and counts login by login. Which names
 * come first depends on the order of the batches, which is good enough to look at; where any order must give the same
 * result, {@link io.kafkafetch.domain.rollup.Names} chooses by the names alone, and costs a sort.
 */
public final class NameTotals {

    private final int most;
    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    /** @param most names that are counted for themselves */
    public NameTotals(int most) {
        this.most = most;
    }

    /** So many more of this name, at least one. */
    public void add(String name, long count) {
        total += count;
        boolean room = counts.size() < most && name.length() <= 2 * LoginEvent.MAX_TEXT;
        if (room || counts.containsKey(name)) {
            counts.merge(name, count, Long::sum);
        }
    }

    /** Occurrences of all names together. */
    public long total() {
        return total;
    }

    /** How many names are counted for themselves. */
    public int names() {
        return counts.size();
    }

    /** The names that are counted for themselves: the most frequent first, among equals by name. */
    public Ranking ranking() {
        List<Entry> ranked = new Frequencies(counts).ranked();
        return new Ranking(
                ranked, total - ranked.stream().mapToLong(Entry::count).sum());
    }
}
