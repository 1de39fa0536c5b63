package io.kafkafetch.application.audit;

import io.kafkafetch.application.rollup.Tally.Counted;
import java.util.LinkedHashMap;
import java.util.Map;

/** The offsets of a partition that batches have covered so far, one after the other. Not thread-safe. */
final class Covered {

    /** Latest batches whose offsets are known, to tell one that came again from one that overlaps. */
    private static final int MOST_RECENT = 10_000;

    private final Map<Long, Long> recent = new LinkedHashMap<>();
    private long beginning;
    private long next;

    Covered(long beginning) {
        restart(beginning);
    }

    /** Offsets begin again. */
    void restart(long first) {
        recent.clear();
        beginning = first;
        next = first;
    }

    long beginning() {
        return beginning;
    }

    /** The first offset that no batch has covered. */
    long next() {
        return next;
    }

    /** The batch goes up to its last offset. */
    void add(Counted batch) {
        next = Math.max(next, batch.lastOffset() + 1);
        recent.put(batch.firstOffset(), batch.lastOffset());
        if (recent.size() > MOST_RECENT) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    /** Whether a batch with these offsets was here lately. */
    boolean has(Counted batch) {
        return recent.getOrDefault(batch.firstOffset(), -1L) == batch.lastOffset();
    }
}
