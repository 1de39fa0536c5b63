package io.kafkafetch.adapters.kafka.offsets;

import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.application.batch.Checkpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads checkpoints from a group's committed offsets, waiting for transactions that are still being committed. */
public record CommittedOffsets(OffsetMetadata format) implements Positions {

    /** Those of this pipeline's group. */
    public static CommittedOffsets of(KafkaPipeline pipeline) {
        return new CommittedOffsets(OffsetMetadata.of(pipeline));
    }

    /**
     * The partitions' checkpoints; a partition without a committed offset is not in the map. The consumer must read
     * committed: only then the broker makes it wait for pending offsets.
     *
     * @throws UnusableCheckpointException if one of them cannot be continued
     */
    public Map<TopicPartition, Checkpoint> read(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, Checkpoint> checkpoints = new HashMap<>();
        consumer.committed(new HashSet<>(partitions), timeout).forEach((partition, committed) -> {
            if (isCommitted(committed)) {
                checkpoints.put(partition, format.decode(committed));
            }
        });
        return checkpoints;
    }

    /** {@inheritDoc} The ledger commits these very offsets with the outcomes. */
    @Override
    public Map<TopicPartition, Checkpoint> restore(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Incarnation present, Duration timeout) {
        return read(consumer, partitions, timeout);
    }

    @Override
    public Map<TopicPartition, Checkpoint> ofGroup(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        return read(consumer, partitions, timeout);
    }

    @Override
    public String remedy() {
        return "stop all instances and move the group with kafka-fetch offsets reset, or use another GROUP_ID";
    }

    @SuppressWarnings("ConstantConditions") // Kafka's map holds null for a partition without a committed offset
    private static boolean isCommitted(OffsetAndMetadata committed) {
        return committed != null;
    }
}
