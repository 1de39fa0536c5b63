package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.kafka.LaneStatus.Concern;
import io.kafkafetch.application.BatchAssembler;
import io.kafkafetch.application.Checkpoint;
import io.kafkafetch.application.DurationText;
import io.kafkafetch.application.Partition;
import io.kafkafetch.domain.HourCounts;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions a lane owns, and their running hours. It owns one while its running hours and its position were
 * restored from one checkpoint; one that was assigned but could not be restored holds its lane back until it can. With a
 * partition go its open batch and what of it waits to be committed.
 *
 * <p>Used by the lane's poll thread alone.
 */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final Consumer<byte[], ByteBuffer> consumer;
    private final Positions positions;
    private final Outbox outbox;
    private final BatchAssembler assembler;
    private final LaneStatus status;
    private final Map<Partition, HourCounts> running = new HashMap<>();
    private final Map<Partition, Long> starts = new HashMap<>();

    Ownership(
            Consumer<byte[], ByteBuffer> consumer,
            Positions positions,
            Outbox outbox,
            BatchAssembler assembler,
            LaneStatus status) {
        this.consumer = consumer;
        this.positions = positions;
        this.outbox = outbox;
        this.assembler = assembler;
        this.status = status;
    }

    boolean has(Partition partition) {
        return outbox.owns(partition);
    }

    /** The partitions that hours are counted of. */
    Set<Partition> partitions() {
        return Set.copyOf(running.keySet());
    }

    /** Logins per hour of an owned partition, up to the last batch decided. */
    HourCounts running(Partition partition) {
        return running.getOrDefault(partition, HourCounts.EMPTY);
    }

    /** Another batch was decided: this is what its hours come to. */
    void running(Partition partition, HourCounts hours) {
        running.put(partition, hours);
    }

    /** Restores what is assigned but not owned; whether everything assigned is owned now. */
    boolean restoreMissing() {
        Set<TopicPartition> missing = new HashSet<>();
        for (TopicPartition assigned : consumer.assignment()) {
            if (!has(TopicPartitions.partition(assigned))) {
                missing.add(assigned);
            }
        }
        if (missing.isEmpty()) {
            status.fine(Concern.RESTORE);
            return true;
        }
        return restore(missing);
    }

    /** Whether it succeeded; if not, none of the partitions is owned, and it is tried again before the next poll. */
    boolean restore(Collection<TopicPartition> topicPartitions) {
        Set<Partition> partitions = TopicPartitions.partitions(topicPartitions);
        drop(partitions); // what a callback that failed may have left of an earlier assignment
        if (!outbox.awaitSettled(partitions, LaneSettings.RETRY_PAUSE)) {
            return false;
        }
        try {
            Map<TopicPartition, Checkpoint> checkpoints =
                    positions.restore(consumer, topicPartitions, LaneSettings.RESTORE_TIMEOUT);
            topicPartitions.forEach(topicPartition -> begin(
                    topicPartition,
                    Optional.ofNullable(checkpoints.get(topicPartition)).orElseGet(() -> start(topicPartition))));
            outbox.own(partitions);
            status.fine(Concern.RESTORE);
            return true;
        } catch (WakeupException stop) {
            throw stop;
        } catch (KafkaException | UnusableCheckpointException failure) {
            status.trouble(Concern.RESTORE, failure);
            Pause.of(LaneSettings.RETRY_PAUSE);
            return false;
        }
    }

    private void begin(TopicPartition topicPartition, Checkpoint checkpoint) {
        consumer.seek(topicPartition, checkpoint.position());
        running.put(TopicPartitions.partition(topicPartition), checkpoint.running());
    }

    /** Where nothing was committed yet: what {@code auto.offset.reset} says, and the same again if it must be redone. */
    private Checkpoint start(TopicPartition topicPartition) {
        long position = starts.computeIfAbsent(
                TopicPartitions.partition(topicPartition),
                p -> consumer.position(topicPartition, LaneSettings.RESTORE_TIMEOUT));
        return new Checkpoint(position, HourCounts.EMPTY);
    }

    /** The polls go on: gives up what vanished without a call, and tells the group how far the rest is. */
    void afterPoll() {
        Set<TopicPartition> assigned = consumer.assignment();
        List<Partition> gone = running.keySet().stream()
                .filter(p -> !assigned.contains(TopicPartitions.topicPartition(p)))
                .toList();
        if (!gone.isEmpty()) {
            giveUp(gone);
        }
        positions.tell(consumer);
    }

    /** Waits until all of these partitions that is decided is committed, at most for a time; then gives them up. */
    void giveBack(Collection<TopicPartition> topicPartitions) {
        Set<Partition> partitions = TopicPartitions.partitions(topicPartitions);
        if (!outbox.awaitCommitted(partitions, LaneSettings.REVOCATION_TIMEOUT)) {
            LOG.warn(
                    "Gave back {} with batches not committed within {}: their next owner counts them",
                    partitions,
                    DurationText.of(LaneSettings.REVOCATION_TIMEOUT));
        }
        positions.tellNow(consumer, topicPartitions, LaneSettings.GROUP_TIMEOUT);
        giveUp(partitions);
    }

    /** These partitions are another's. */
    void giveUp(Collection<Partition> partitions) {
        drop(partitions);
        starts.keySet().removeAll(partitions);
        if (running.isEmpty()) {
            status.fine(Concern.RECEIVE); // whatever failed is another's to process
        }
    }

    /** Forgets all that came of these partitions since their last commit: they are to be restored, or another's. */
    void drop(Collection<Partition> partitions) {
        outbox.disown(partitions);
        positions.forget(partitions);
        partitions.forEach(partition -> {
            assembler.drop(partition);
            running.remove(partition);
        });
    }
}
