package io.kafkafetch.application.audit;

import java.util.Map;
import java.util.TreeMap;

/** Ranges of offsets, both ends included; those that touch each other are one. Not thread-safe. */
final class Ranges {

    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** Adds a range. */
    void add(long first, long last) {
        Map.Entry<Long, Long> before = ends.floorEntry(first);
        if (before != null && before.getValue() >= first - 1) {
            ends.put(before.getKey(), Math.max(before.getValue(), last));
        } else {
            ends.put(first, last);
        }
    }

    boolean has(long offset) {
        Map.Entry<Long, Long> range = ends.floorEntry(offset);
        return range != null && range.getValue() >= offset;
    }
}
