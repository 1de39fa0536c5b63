package io.kafkafetch.application.progress;

import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one partition is processed, as far as it is durable.
 *
 * @param position offset of the first record that is not processed, from 0
 * @param end offset behind the last record there is, readable or not; empty where the source does not tell
 * @param behind age of the oldest record that is not processed, zero where there is none; empty where it is not known
 * @param running logins per hour since the beginning, up to the position
 * @param held what nobody may read yet; empty where everything may be read
 */
public record PartitionProgress(
        Partition partition,
        long position,
        OptionalLong end,
        Optional<Duration> behind,
        HourCounts running,
        Optional<Held> held) {

    /** Everything up to the end may be read. */
    public PartitionProgress(
            Partition partition, long position, OptionalLong end, Optional<Duration> behind, HourCounts running) {
        this(partition, position, end, behind, running, Optional.empty());
    }

    /**
     * Records at the end that wait for the outcome of somebody's transaction.
     *
     * @param from offset of the first of them
     * @param records how many offsets, at least 1
     * @param age for how long the first of them has been the first, as far as anybody has looked
     */
    public record Held(long from, long records, Duration age) {
        public Held {
            if (records < 1 || age.isNegative()) {
                throw new IllegalArgumentException(records + " records held for " + age);
            }
        }
    }

    /** How many offsets there are from the position to the end, from 0; empty where the end is not known. */
    public OptionalLong lag() {
        return end.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end.getAsLong() - position));
    }
}
