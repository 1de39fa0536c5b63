package io.kafkafetch.application.position;

import io.kafkafetch.application.record.Partition;
import java.util.Map;
import java.util.Optional;

/** Where positions are to be put. */
public sealed interface Target {

    /** This offset of each partition. */
    record To(long offset) implements Target {}

    /** So many offsets on from the present position; back where negative. */
    record By(long offsets) implements Target {}

    /** Where each partition begins. */
    record Earliest() implements Target {}

    /** Where each partition ends. */
    record Latest() implements Target {}

    /**
     * What was found for each partition, such as its first record after a moment.
     *
     * @param offsets of partitions that are not in it: the end
     */
    record At(Map<Partition, Long> offsets) implements Target {
        public At {
            offsets = Map.copyOf(offsets);
        }
    }

    /** The offset in this partition, which may not have it; empty where there is no position to go on from. */
    default Optional<Long> in(PartitionState partition) {
        return switch (this) {
            case To to -> Optional.of(to.offset());
            case By by -> partition.position().map(position -> sum(position, by.offsets()));
            case Earliest earliest -> Optional.of(partition.beginning());
            case Latest latest -> Optional.of(partition.end());
            case At at -> Optional.of(at.offsets().getOrDefault(partition.partition(), partition.end()));
        };
    }

    /** Beyond the greatest number all is the same. */
    private static long sum(long position, long offsets) {
        return offsets > Long.MAX_VALUE - position ? Long.MAX_VALUE : position + offsets;
    }
}
