package io.kafkafetch.adapters.kafka.input;

import io.kafkafetch.application.batch.Checkpoint;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** What a checkpoint is worth by now: whether what lies behind it is still in the partition, and already. */
public sealed interface Standing {

    /** Reading goes on at the position: no record of this incarnation lies before it unread. */
    record Intact() implements Standing {}

    /**
     * Records were deleted ahead of the position. Compaction, markers of transactions and aborted records are not: they
     * leave the beginning where it is.
     *
     * @param from the position
     * @param upTo the partition's beginning now, above it
     */
    record Deleted(long from, long upTo) implements Standing {

        public Deleted {
            if (from >= upTo) {
                throw new IllegalArgumentException("nothing is missing between " + from + " and " + upTo);
            }
        }

        /** How many offsets; the markers and aborted records among them are no records, which nobody can tell now. */
        public long count() {
            return upTo - from;
        }
    }

    /** The same topic ends before the position: it has lost records that were counted. */
    record Truncated(long end) implements Standing {}

    /**
     * The topic was deleted and created again.
     *
     * @param before the id of the old one; empty where the checkpoint does not say, and lies beyond the end
     */
    record Recreated(Optional<Uuid> before) implements Standing {}

    /**
     * The standing of a checkpoint.
     *
     * @param present the topic as it is now
     * @param beginning offset of the partition's first record, of the next one where it is empty
     * @param end the offset behind its last record, not before {@code beginning}
     */
    static Standing of(Checkpoint checkpoint, Incarnation present, long beginning, long end) {
        Optional<Incarnation> before = Incarnation.of(checkpoint);
        if (before.filter(present::differsFrom).isPresent()) {
            return new Recreated(before.map(Incarnation::id));
        }
        if (checkpoint.position() > end) {
            return before.isPresent() ? new Truncated(end) : new Recreated(Optional.empty());
        }
        return checkpoint.position() < beginning ? new Deleted(checkpoint.position(), beginning) : new Intact();
    }
}
