package io.kafkafetch.application.progress;

import io.kafkafetch.domain.insight.HourCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the pipeline is at one moment: all partitions of its source, whichever instance they belong to.
 *
 * @param at when this was so
 * @param partitions in the order of their numbers
 */
public record ProgressReport(Instant at, List<PartitionProgress> partitions) {

    public ProgressReport {
        partitions = List.copyOf(partitions);
    }

    /** Records that are not processed, of all partitions; empty where that is not known of one. */
    public OptionalLong lag() {
        return partitions.stream().allMatch(partition -> partition.lag().isPresent())
                ? OptionalLong.of(partitions.stream()
                        .mapToLong(partition -> partition.lag().orElse(0))
                        .sum())
                : OptionalLong.empty();
    }

    /** Age of the oldest record that is not processed, of all partitions; empty where that is not known of one. */
    public Optional<Duration> behind() {
        return partitions.stream().allMatch(partition -> partition.behind().isPresent())
                ? partitions.stream()
                        .flatMap(partition -> partition.behind().stream())
                        .max(Comparator.naturalOrder())
                        .or(() -> Optional.of(Duration.ZERO))
                : Optional.empty();
    }

    /** Logins per hour since the beginning, of all partitions. */
    public HourCounts running() {
        return partitions.stream().map(PartitionProgress::running).reduce(HourCounts.EMPTY, HourCounts::plus);
    }
}
