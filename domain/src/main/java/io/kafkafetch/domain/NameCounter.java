package io.kafkafetch.domain;

import io.kafkafetch.domain.Frequencies.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts names one by one into {@link Frequencies}. Counting a known name allocates nothing. Not thread-safe. */
final class NameCounter {

    /** Of a counter that knows more names {@link #clear} forgets them: there may be one for each of many partitions. */
    static final int MOST_KEPT = 128;

    private static final class Count {
        private final String name;
        private long value;

        private Count(String name) {
            this.name = name;
        }
    }

    private Map<String, Count> known = new HashMap<>();
    private List<Count> counted = new ArrayList<>();

    void count(String name) {
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

    /** Begins anew. The names stay known, as the next batch mostly has the same. */
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
