package io.kafkafetch.adapters.kafka.offsets;

import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints that are durable elsewhere and not yet committed to the group. Only of partitions that the lane
 * follows, and only forward: a checkpoint at or before the group's own is left out. The group may lag behind: a commit
 * that failed is repeated after the next poll, and a failure is logged when it begins and when it is over.
 *
 * <p>The commit thread says what is durable, the poll thread does all else. Thread-safe.
 */
public final class GroupOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
    private static final long NOTHING = -1;

    private final OffsetMetadata format;
    private final Map<TopicPartition, Long> told = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    private boolean underWay;
    private boolean failing;

    public GroupOffsets(OffsetMetadata format) {
        this.format = format;
    }

    /** From now on the group hears of these partitions; it knows these checkpoints of them. */
    public synchronized void follow(Collection<TopicPartition> partitions, Map<TopicPartition, Checkpoint> known) {
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = known.get(partition);
            told.put(partition, checkpoint == null ? NOTHING : checkpoint.position());
            due.remove(partition);
        }
    }

    /** The group hears nothing more of these partitions. */
    public synchronized void forget(Collection<Partition> partitions) {
        for (Partition partition : partitions) {
            told.remove(TopicPartitions.topicPartition(partition));
            due.remove(TopicPartitions.topicPartition(partition));
        }
    }

    /** This checkpoint is durable: the group may know it. */
    public synchronized void durable(Partition partition, Checkpoint checkpoint) {
        TopicPartition topicPartition = TopicPartitions.topicPartition(partition);
        Long known = told.get(topicPartition);
        OffsetAndMetadata before = due.get(topicPartition);
        if (known != null
                && checkpoint.position() > known
                && (before == null || checkpoint.position() > before.offset())) {
            due.put(topicPartition, format.encode(checkpoint));
        }
    }

    /** Commits what is due, without waiting; one commit at a time, so that the next one holds all that came since. */
    public void commit(Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = due(consumer.assignment());
        if (offsets.isEmpty() || underWay) {
            return;
        }
        underWay = true;
        try {
            consumer.commitAsync(offsets, (committed, failure) -> {
                underWay = false;
                ended(offsets, failure);
            });
        } catch (KafkaException failure) {
            underWay = false;
            ended(offsets, failure);
        }
    }

    /**
     * Commits what is due of these partitions, and waits for it. A wake-up counts as a failure: the poll to come sees it
     * as well.
     */
    public void commitNow(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, OffsetAndMetadata> offsets = due(partitions);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, timeout);
            ended(offsets, null);
        } catch (KafkaException failure) {
            ended(offsets, failure);
        }
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> due(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(due);
        offsets.keySet().retainAll(partitions);
        return offsets;
    }

    private synchronized void ended(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        if (failure == null) {
            offsets.forEach((partition, offset) -> {
                told.computeIfPresent(partition, (p, known) -> Math.max(known, offset.offset()));
                due.remove(partition, offset);
            });
            if (failing) {
                LOG.info("Checkpoints are committed to the group again");
            }
        } else if (!failing) {
            LOG.warn(
                    "Checkpoints could not be committed to the group, whose lag looks greater than it is; retrying: {}",
                    KafkaFaults.of(failure).detailed());
        }
        failing = failure != null;
    }
}
