package io.kafkafetch.application.position;

import io.kafkafetch.application.record.Partition;
import java.util.Optional;

/**
 * A partition as it is now, and what the group has committed of it.
 *
 * @param life which of its topic's lives it is in; empty where the cluster does not know
 * @param beginning offset of its first record; of the next one where it is empty
 * @param end offset behind its last committed record, not before the beginning
 */
public record PartitionState(
        Partition partition, String life, Optional<Committed> committed, long beginning, long end) {

    /** @throws IllegalArgumentException if the partition ends before it begins */
    public PartitionState {
        if (beginning < 0 || end < beginning) {
            throw new IllegalArgumentException(partition + " from " + beginning + " to " + end);
        }
    }

    /** What the committed position is worth. */
    public Condition condition() {
        if (committed.isEmpty()) {
            return Condition.NOTHING_COMMITTED;
        }
        Committed there = committed.get();
        if (!life.isEmpty() && !there.life().isEmpty() && !there.life().equals(life)) {
            return Condition.RECREATED;
        }
        if (there.position() > end) {
            return Condition.BEYOND_END;
        }
        return there.position() < beginning ? Condition.DELETED_AHEAD : Condition.INTACT;
    }

    /** The position, where it is one of this life of the topic. */
    public Optional<Long> position() {
        return switch (condition()) {
            case NOTHING_COMMITTED, RECREATED -> Optional.empty();
            case INTACT, DELETED_AHEAD, BEYOND_END -> committed.map(Committed::position);
        };
    }

    /** How many offsets are between the position, or the beginning where there is none, and the end. */
    public long lag() {
        return end - Math.clamp(position().orElse(beginning), beginning, end);
    }

    /** This offset, or the nearest one that the partition has. */
    long within(long offset) {
        return Math.clamp(offset, beginning, end);
    }
}
