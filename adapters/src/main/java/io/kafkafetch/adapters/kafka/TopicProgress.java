package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.kafka.OldestRecords.Span;
import io.kafkafetch.application.Checkpoint;
import io.kafkafetch.application.PartitionProgress;
import io.kafkafetch.application.ProgressReport;
import io.kafkafetch.domain.HourCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a group is with a topic: all partitions, whichever instance reads them. A partition of which nothing is
 * committed stands at its beginning.
 */
final class TopicProgress implements ProgressLook {

    private final GroupQueries queries;
    private final String topic;
    private final OldestRecords oldest;
    private final InstantSource clock;

    /**
     * @param queries of the group; its client is closed here
     * @param oldest closed here
     */
    TopicProgress(GroupQueries queries, String topic, OldestRecords oldest, InstantSource clock) {
        this.queries = queries;
        this.topic = topic;
        this.oldest = oldest;
        this.clock = clock;
    }

    @Override
    public ProgressReport look() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = queries.partitions(topic);
        Map<TopicPartition, Checkpoint> checkpoints = queries.checkpoints(partitions);
        Map<TopicPartition, Long> beginnings = queries.beginnings(partitions.stream()
                .filter(partition -> !checkpoints.containsKey(partition))
                .toList());
        Map<TopicPartition, Long> ends = queries.ends(partitions); // asked last: no position is beyond its end
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = checkpoints.get(partition);
            long position = checkpoint == null ? beginnings.getOrDefault(partition, 0L) : checkpoint.position();
            spans.put(partition, new Span(position, ends.getOrDefault(partition, position)));
        }
        Instant now = clock.instant();
        Map<TopicPartition, Duration> ages = oldest.ages(spans, now);
        List<PartitionProgress> progress = new ArrayList<>();
        spans.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(TopicPartition::partition)))
                .forEach(entry -> progress.add(progress(
                        entry.getKey(),
                        entry.getValue(),
                        Optional.ofNullable(ages.get(entry.getKey())),
                        Optional.ofNullable(checkpoints.get(entry.getKey())))));
        return new ProgressReport(now, progress);
    }

    private static PartitionProgress progress(
            TopicPartition partition, Span span, Optional<Duration> age, Optional<Checkpoint> checkpoint) {
        return new PartitionProgress(
                TopicPartitions.partition(partition),
                span.position(),
                OptionalLong.of(span.end()),
                age,
                checkpoint.map(Checkpoint::running).orElse(HourCounts.EMPTY));
    }

    @Override
    public void close() {
        oldest.close();
        queries.admin().close(Duration.ZERO);
    }
}
