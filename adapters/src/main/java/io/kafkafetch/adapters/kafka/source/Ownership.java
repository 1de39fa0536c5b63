package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.input.LossLog;
import io.kafkafetch.adapters.kafka.input.Standing;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.kafka.resumption.Resumption;
import io.kafkafetch.adapters.kafka.resumption.Resumption.Resumed;
import io.kafkafetch.adapters.kafka.source.LaneStatus.Concern;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.DurationText;
import io.kafkafetch.domain.insight.HourCounts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
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
    private static final Duration SETTLE_PERIOD = Duration.ofSeconds(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Consumer<byte[], ByteBuffer> consumer;
    private final Positions positions;
    private final Outbox outbox;
    private final BatchAssembler assembler;
    private final LaneStatus status;
    private final InputTopic topic;
    private final Resumption resumption;
    private final LossLog losses;
    private final Map<Partition, Standpoint> owned = new HashMap<>();
    private final Map<TopicPartition, Unread> unread = new HashMap<>();
    private long settledNanos = System.nanoTime();

    /**
     * Where an owned partition stands after the last batch decided.
     *
     * @param running logins per hour up to there
     * @param bookmark of the topic, see {@link Incarnation#bookmark}
     * @param settled the offset up to which nothing needs to be committed any more, or waits to be; may be negative
     */
    private record Standpoint(HourCounts running, Incarnation topic, String bookmark, long settled) {
        Standpoint at(long position) {
            return new Standpoint(running, topic, bookmark, position);
        }

        Checkpoint checkpoint(long position) {
            return new Checkpoint(position, running, bookmark);
        }
    }

    /** What was seen of a partition when nothing of it was open: all before the position was decided. */
    private record Unread(Incarnation topic, long position, long end) {}

    Ownership(
            Consumer<byte[], ByteBuffer> consumer,
            Positions positions,
            Outbox outbox,
            BatchAssembler assembler,
            LaneStatus status,
            InputTopic topic) {
        this.consumer = consumer;
        this.positions = positions;
        this.outbox = outbox;
        this.assembler = assembler;
        this.status = status;
        this.topic = topic;
        this.resumption = new Resumption(consumer, positions, topic, System::nanoTime);
        this.losses = new LossLog(topic.losses());
    }

    boolean has(Partition partition) {
        return outbox.owns(partition);
    }

    /** The partitions that hours are counted of. */
    Set<Partition> partitions() {
        return Set.copyOf(owned.keySet());
    }

    /** Logins per hour of an owned partition, up to the last batch decided. */
    HourCounts running(Partition partition) {
        Standpoint standpoint = owned.get(partition);
        return standpoint == null ? HourCounts.EMPTY : standpoint.running();
    }

    /** Another batch was decided; the same, saying which topic it is of. */
    BatchOutcome decided(BatchOutcome outcome) {
        Standpoint before = owned.get(outcome.batch().partition());
        if (before == null) {
            return outcome; // the outbox refuses it
        }
        owned.put(
                outcome.batch().partition(),
                new Standpoint(
                        outcome.running(),
                        before.topic(),
                        before.bookmark(),
                        outcome.batch().lastOffset() + 1));
        return outcome.at(before.bookmark());
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
            Optional<Map<TopicPartition, Resumed>> resumed = resumption.resume(topicPartitions);
            if (resumed.isEmpty() || !begin(resumed.get())) {
                return false;
            }
            resumption.resumed(resumed.get());
            resumed.get().forEach(this::report);
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

    /** Whether all are owned now; a topic that begins again must have that committed first. */
    private boolean begin(Map<TopicPartition, Resumed> resumed) {
        Set<Partition> partitions = TopicPartitions.partitions(resumed.keySet());
        Set<Partition> restarted = new HashSet<>();
        outbox.own(partitions);
        resumed.forEach((topicPartition, place) -> {
            Partition partition = TopicPartitions.partition(topicPartition);
            Standpoint standpoint = new Standpoint(
                    place.checkpoint().running(), place.topic(), place.topic().bookmark(), place.settled());
            consumer.seek(topicPartition, place.checkpoint().position());
            owned.put(partition, standpoint);
            if (place.isRestart()) {
                long position = place.checkpoint().position();
                outbox.advance(partition, standpoint.checkpoint(position));
                owned.put(partition, standpoint.at(position));
                restarted.add(partition);
            }
        });
        if (!restarted.isEmpty() && !outbox.awaitCommitted(restarted, LaneSettings.RETRY_PAUSE)) {
            drop(partitions);
            return false;
        }
        return true;
    }

    private void report(TopicPartition partition, Resumed resumed) {
        switch (resumed.standing()) {
            case Standing.Intact intact -> {}
            case Standing.Truncated truncated -> {}
            case Standing.Deleted gap -> losses.deleted(partition, gap);
            case Standing.Recreated recreated -> {
                Unread of = unread.remove(partition);
                OptionalLong count = of == null || !of.topic().differsFrom(resumed.topic())
                        ? OptionalLong.empty()
                        : OptionalLong.of(of.end() - of.position());
                losses.recreated(partition, resumed.checkpoint().position(), count);
            }
        }
    }

    // ---- while it is read

    /** Gives up what was read from a topic that is gone: it cannot be committed. */
    void dropRecreated() {
        topic.present()
                .lastSeen()
                .ifPresent(present -> drop(owned.entrySet().stream()
                        .filter(entry -> entry.getValue().topic().differsFrom(present))
                        .map(Map.Entry::getKey)
                        .toList()));
    }

    /**
     * A partition could not be read on from this position: passes what is gone, or gives the partition up, to be
     * restored.
     *
     * @param divergent where other records begin than those that were read; the position where there are none
     * @param seal closes and decides what is open of the partition
     * @throws KafkaException if the cluster does not answer
     */
    void passGap(
            TopicPartition topicPartition, long position, long divergent, java.util.function.Consumer<Partition> seal) {
        Partition partition = TopicPartitions.partition(topicPartition);
        Standpoint standpoint = owned.get(partition);
        if (standpoint == null) {
            return; // restored before the next poll
        }
        switch (resumption.standing(topicPartition, standpoint.checkpoint(position))) {
            case Standing.Intact intact -> {
                if (divergent < position) {
                    losses.replaced(topicPartition, divergent, position);
                    consumer.seek(topicPartition, position);
                }
            }
            case Standing.Deleted gap -> {
                seal.accept(partition);
                consumer.seek(topicPartition, gap.upTo());
                losses.deleted(topicPartition, gap);
            }
            case Standing.Truncated truncated -> drop(Set.of(partition));
            case Standing.Recreated recreated -> drop(Set.of(partition));
        }
    }

    /**
     * Puts up for commit where owned partitions stand behind what was decided, if that has moved and nothing of them is
     * open: markers of transactions, aborted and compacted records, and gaps. At most once in {@link #SETTLE_PERIOD}.
     */
    void settle() {
        if (System.nanoTime() - settledNanos >= SETTLE_PERIOD.toNanos()) {
            settledNanos = System.nanoTime();
            settle(partitions());
        }
    }

    private void settle(Collection<Partition> partitions) {
        for (Partition partition : partitions) {
            Standpoint standpoint = owned.get(partition);
            if (standpoint != null && !assembler.isOpen(partition)) {
                position(partition).ifPresent(position -> settle(partition, standpoint, position));
            }
        }
    }

    private void settle(Partition partition, Standpoint standpoint, long position) {
        TopicPartition topicPartition = TopicPartitions.topicPartition(partition);
        long lag = consumer.currentLag(topicPartition).orElse(0);
        unread.put(topicPartition, new Unread(standpoint.topic(), position, position + lag));
        if (position > standpoint.settled()) {
            owned.put(partition, standpoint.at(position));
            outbox.advance(partition, standpoint.checkpoint(position));
        }
    }

    /** Where the consumer reads on; empty where it would have to ask for that. */
    private OptionalLong position(Partition partition) {
        try {
            return OptionalLong.of(consumer.position(TopicPartitions.topicPartition(partition), AT_ONCE));
        } catch (TimeoutException unknown) {
            return OptionalLong.empty();
        }
    }

    /** The polls go on: gives up what vanished without a call, and tells the group how far the rest is. */
    void afterPoll() {
        Set<TopicPartition> assigned = consumer.assignment();
        List<Partition> gone = owned.keySet().stream()
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
        settle(partitions);
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
        resumption.forget(
                partitions.stream().map(TopicPartitions::topicPartition).toList());
        if (owned.isEmpty()) {
            status.fine(Concern.RECEIVE); // whatever failed is another's to process
        }
    }

    /** Forgets all results of these partitions since their last commit: they are to be restored, or another's. */
    void drop(Collection<Partition> partitions) {
        outbox.disown(partitions);
        positions.forget(partitions);
        partitions.forEach(partition -> {
            assembler.drop(partition);
            owned.remove(partition);
        });
    }
}
