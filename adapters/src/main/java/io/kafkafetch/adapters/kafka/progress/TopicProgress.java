package io.kafkafetch.adapters.kafka.progress;

import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.progress.OldestRecords.Span;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.progress.PartitionProgress;
import io.kafkafetch.application.progress.PartitionProgress.Held;
import io.kafkafetch.application.progress.ProgressReport;
import io.kafkafetch.domain.insight.HourCounts;
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
 * committed stands at its beginning. Records that wait for the end of somebody's transaction are lag too: nobody has
 * counted them; they are as old as they have waited, as far as it was looked.
 */
final class TopicProgress implements ProgressLook {

    private final GroupQueries queries;
    private final String topic;
    private final OldestRecords oldest;
    private final InstantSource clock;
    private final HeldSpans held = new HeldSpans();

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
        // Asked in this order: no position is beyond a stable end, no stable end beyond an end.
        Map<TopicPartition, Long> stableEnds = queries.stableEnds(partitions);
        Map<TopicPartition, Long> ends = queries.ends(partitions);
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = checkpoints.get(partition);
            long position = checkpoint == null ? beginnings.getOrDefault(partition, 0L) : checkpoint.position();
            spans.put(partition, new Span(position, stableEnds.getOrDefault(partition, position)));
        }
        Instant now = clock.instant();
        Map<TopicPartition, Duration> ages = oldest.ages(spans, now);
        held.retain(spans.keySet());
        List<PartitionProgress> progress = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Span span = spans.getOrDefault(partition, new Span(0, 0));
            long end = Math.max(span.end(), ends.getOrDefault(partition, span.end()));
            progress.add(progress(
                    partition,
                    span.position(),
                    end,
                    Optional.ofNullable(ages.get(partition)),
                    held.look(partition, span.end(), end, now),
                    Optional.ofNullable(checkpoints.get(partition))));
        }
        return new ProgressReport(now, progress);
    }

    private static PartitionProgress progress(
            TopicPartition partition,
            long position,
            long end,
            Optional<Duration> readable,
            Optional<Held> held,
            Optional<Checkpoint> checkpoint) {
        return new PartitionProgress(
                TopicPartitions.partition(partition),
                position,
                OptionalLong.of(end),
                readable.map(age -> held.map(Held::age)
                        .filter(longer -> longer.compareTo(age) > 0)
                        .orElse(age)),
                checkpoint.map(Checkpoint::running).orElse(HourCounts.EMPTY),
                held);
    }

    @Override
    public void close() {
        oldest.close();
        queries.admin().close(Duration.ZERO);
    }
}
