package io.kafkafetch.application;

import io.kafkafetch.domain.HourCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one partition is processed, as far as it is durable.
 *
 * @param position offset of the first record that is not processed, from 0
 * @param end offset behind the last record there is; empty where the source does not tell
 * @param behind age of the oldest record that is not processed, zero where there is none; empty where it is not known
 * @param running logins per hour since the beginning, up to the position
 */
public record PartitionProgress(
        Partition partition, long position, OptionalLong end, Optional<Duration> behind, HourCounts running) {

    /** How many offsets there are from the position to the end, from 0; empty where the end is not known. */
    public OptionalLong lag() {
        return end.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end.getAsLong() - position));
    }
}
