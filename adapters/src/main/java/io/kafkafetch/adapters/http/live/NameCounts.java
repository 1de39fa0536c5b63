package io.kafkafetch.adapters.http.live;

import io.kafkafetch.domain.Frequencies;
import io.kafkafetch.domain.LoginEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often each name occurred. Of the first names that come, each is counted for itself; those beyond them, and names
 * longer than a login's may be, are counted in the total alone. Not thread-safe.
 */
final class NameCounts {

    private final int most;
    private final Map<String, Long> counts = new HashMap<>();
    private long total;

    /** @param most names that are kept apart */
    NameCounts(int most) {
        this.most = most;
    }

    /** So many more of this name, at least one. */
    void add(String name, long count) {
        total += count;
        boolean room = counts.size() < most && name.length() <= 2 * LoginEvent.MAX_TEXT;
        if (room || counts.containsKey(name)) {
            counts.merge(name, count, Long::sum);
        }
    }

    /** Of all names, also of those that are not counted by name. */
    long total() {
        return total;
    }

    /** How many names are kept apart. */
    int names() {
        return counts.size();
    }

    /** So many names with the greatest counts, the greatest first, equals by name. */
    Stream<Frequencies.Entry> top(int limit) {
        return new Frequencies(counts).ranked().stream().limit(limit);
    }
}
