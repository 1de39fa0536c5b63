package io.kafkafetch.adapters.kafka.progress;

import io.kafkafetch.application.progress.PartitionProgress.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What lies between the last stable offset and the high watermark of partitions: records that wait for the end of a
 * transaction. A broker does not tell since when, so that is remembered from look to look: it is as old as the stable
 * offset has stood still. Used by one thread.
 */
final class HeldSpans {

    private record Mark(long stable, Instant since) {}

    private final Map<TopicPartition, Mark> marks = new HashMap<>();

    /** Nothing is known of other partitions any more. */
    void retain(Set<TopicPartition> partitions) {
        marks.keySet().retainAll(partitions);
    }

    /** What of this partition is held now; empty where nothing is. */
    Optional<Held> look(TopicPartition partition, long stable, long end, Instant now) {
        if (stable >= end) {
            marks.remove(partition);
            return Optional.empty();
        }
        Mark before = marks.get(partition);
        Mark mark = before != null && before.stable() == stable ? before : new Mark(stable, now);
        marks.put(partition, mark);
        Duration age = Duration.between(mark.since(), now);
        return Optional.of(new Held(stable, end - stable, age.isNegative() ? Duration.ZERO : age));
    }
}
