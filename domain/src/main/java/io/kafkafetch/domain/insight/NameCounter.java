package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts logins by their name in one dimension, into {@link Frequencies}. Counting a known name allocates nothing, since
 * this happens for each login; so it is no {@link NameTotals}, which adds up the counts of whole batches. Not thread-safe.
 */
final class NameCounter {

    /** A counter that knows more names forgets them on {@link #clear}: there may be one for each of many partitions. */
    static final int MOST_KEPT = 128;

    private static final class Count {
        private final String name;
        private long value;

        private Count(String name) {
            this.name = name;
        }
    }

    private final Dimension dimension;
    private Map<String, Count> known = new HashMap<>();
    private List<Count> counted = new ArrayList<>();

    NameCounter(Dimension dimension) {
        this.dimension = dimension;
    }

    Dimension dimension() {
        return dimension;
    }

    void count(LoginEvent event) {
        String name = dimension.of(event);
        Count count = known.get(name);
        if (count == null) {
            count = new Count(name);
            known.put(name, count);
        }
        if (count.value++ == 0) {
            counted.add(count);
        }
    }

    /** What was counted so far. */
    Frequencies frequencies() {
        Entry[] entries = new Entry[counted.size()];
        for (int i = 0; i < entries.length; i++) {
            Count count = counted.get(i);
            entries[i] = new Entry(count.name, count.value);
        }
        return new Frequencies(entries);
    }

    /** Starts again at zero. The names stay known, since the next batch mostly has the same. */
    void clear() {
        if (known.size() > MOST_KEPT) {
            known = new HashMap<>();
            counted = new ArrayList<>();
        } else {
            counted.forEach(count -> count.value = 0);
            counted.clear();
        }
    }
}
