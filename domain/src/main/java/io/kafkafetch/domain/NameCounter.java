package io.kafkafetch.domain;

import io.kafkafetch.domain.Frequencies.Entry;
import java.util.HashMap;
import java.util.Map;

/** Counts names one by one into {@link Frequencies}. Counting a name again allocates nothing. Not thread-safe. */
final class NameCounter {

    private static final class Count {
        private long value;
    }

    private final Map<String, Count> counts = new HashMap<>();

    void count(String name) {
        Count count = counts.get(name);
        if (count == null) {
            count = new Count();
            counts.put(name, count);
        }
        count.value++;
    }

    /** What was counted so far. */
    Frequencies frequencies() {
        Entry[] entries = new Entry[counts.size()];
        int size = 0;
        for (Map.Entry<String, Count> count : counts.entrySet()) {
            entries[size++] = new Entry(count.getKey(), count.getValue().value);
        }
        return new Frequencies(entries);
    }
}
