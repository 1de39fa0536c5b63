package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.Checkpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads checkpoints from a group's committed offsets, waiting for transactions that are still being committed. */
record CommittedOffsets(OffsetMetadata format) {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedOffsets.class);

    /**
     * The partitions' checkpoints; a partition without a committed offset is not in the map. The consumer must read
     * committed: only then the broker makes it wait for pending offsets.
     *
     * @throws UnusableCheckpointException if one of them cannot be continued
     */
    Map<TopicPartition, Checkpoint> read(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, Checkpoint> checkpoints = new HashMap<>();
        consumer.committed(new HashSet<>(partitions), timeout).forEach((partition, committed) -> {
            if (isCommitted(committed)) {
                checkpoints.put(partition, format.decode(committed));
            }
        });
        return checkpoints;
    }

    /**
     * The same, for going on from there: checks that what lies behind the checkpoints is still in the topic.
     *
     * @throws UnusableCheckpointException if a checkpoint lies beyond its partition's end
     */
    Map<TopicPartition, Checkpoint> restore(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, Checkpoint> checkpoints = read(consumer, partitions, timeout);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(checkpoints.keySet(), timeout);
        Map<TopicPartition, Long> ends = consumer.endOffsets(checkpoints.keySet(), timeout);
        checkpoints.forEach((partition, checkpoint) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, Long.MAX_VALUE);
            if (checkpoint.position() < beginning) {
                LOG.warn(
                        "{}: {} offsets from {} on were deleted (retention) before this group read them",
                        partition,
                        beginning - checkpoint.position(),
                        checkpoint.position());
            }
            if (checkpoint.position() > end) {
                throw new UnusableCheckpointException("the group stands at offset " + checkpoint.position() + " of "
                        + partition + ", which ends at " + end + " (was the topic created anew?): reset the group's"
                        + " offsets with kafka-consumer-groups --reset-offsets, or use another GROUP_ID");
            }
        });
        return checkpoints;
    }

    @SuppressWarnings("ConstantConditions") // Kafka's map holds null for a partition without a committed offset
    private static boolean isCommitted(OffsetAndMetadata committed) {
        return committed != null;
    }
}
