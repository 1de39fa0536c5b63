package io.kafkafetch.application.position;

import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.domain.insight.HourCounts;

/**
 * A position that is to be put elsewhere.
 *
 * @param before the partition as it is
 * @param after what the group is to continue from; not behind the partition's end
 * @param zone that the running hours there are counted in
 * @param isClamped whether something else was asked for, which the partition does not have
 */
public record Move(PartitionState before, Checkpoint after, String zone, boolean isClamped) {

    /** @throws IllegalArgumentException if the partition ends before the new position */
    public Move {
        if (after.position() > before.end()) {
            throw new IllegalArgumentException(before.partition() + " ends before offset " + after.position());
        }
    }

    /** How many offsets are read that were read before; 0 where there is no position of this topic. */
    public long again() {
        return before.position()
                .map(from -> Math.max(0, Math.min(from, before.end()) - after.position()))
                .orElse(0L);
    }

    /** How many offsets that are there are read by nobody; 0 where there is no position of this topic. */
    public long skipped() {
        return before.position()
                .map(from -> Math.max(0, after.position() - Math.max(from, before.beginning())))
                .orElse(0L);
    }

    /** How many logins are in no running hour any more. */
    public long dropped() {
        HourCounts hours = before.committed().flatMap(Committed::hours).orElse(HourCounts.EMPTY);
        return Math.max(0, hours.total() - after.running().total());
    }

    /** Whether anything is to be written. */
    public boolean isChange() {
        return before.committed()
                .filter(there -> there.isReadable()
                        && there.position() == after.position()
                        && there.hours().orElse(HourCounts.EMPTY).equals(after.running())
                        && (there.hours().isEmpty() || there.zone().equals(zone))
                        && there.bookmark().equals(after.bookmark()))
                .isEmpty();
    }
}
