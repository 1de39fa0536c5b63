package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.json.LoginDecoder;
import io.kafkafetch.adapters.kafka.LaneStatus.Concern;
import io.kafkafetch.application.BatchAssembler;
import io.kafkafetch.application.Checkpoint;
import io.kafkafetch.application.Delivery;
import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.application.Origin;
import io.kafkafetch.application.Partition;
import io.kafkafetch.application.ProcessBatch;
import io.kafkafetch.application.Rejections;
import io.kafkafetch.application.Trigger;
import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.Validation.Accepted;
import io.kafkafetch.domain.Validation.Rejected;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's way from records to decided outcomes: decodes, assembles batches, decides, and puts the outcomes into
 * the {@link Outbox}. Everything here happens on the consumer's poll thread; nothing else touches the state.
 *
 * <p>A partition is counted only while the lane <em>owns</em> it: its running hours and its position were restored from
 * one committed offset. One that was assigned but could not be restored holds its lane back until it can.
 */
final class Lane implements PollGate {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration STOP_PAUSE = Duration.ofMillis(10);

    private final LoginDecoder decoder;
    private final ProcessBatch processBatch;
    private final Consumer<byte[], ByteBuffer> consumer;
    private final CommittedOffsets committedOffsets;
    private final Outbox outbox;
    private final Rejections rejections;
    private final LaneStatus status;
    private final BatchAssembler assembler;
    private final Map<Partition, HourCounts> running = new HashMap<>();
    private final Map<Partition, Long> starts = new HashMap<>();
    private volatile boolean stopping;

    Lane(
            LaneSettings settings,
            ProcessBatch processBatch,
            Consumer<byte[], ByteBuffer> consumer,
            Outbox outbox,
            Rejections rejections,
            LaneStatus status) {
        this.decoder = new LoginDecoder(settings.missingDeviceType());
        this.processBatch = processBatch;
        this.consumer = consumer;
        this.committedOffsets =
                new CommittedOffsets(new OffsetMetadata(settings.hourOfDay().zone()));
        this.outbox = outbox;
        this.rejections = rejections;
        this.status = status;
        this.assembler = new BatchAssembler(settings.batchPolicy(), settings.hourOfDay());
    }

    /** From now on nothing new is read; what is open is sealed when the consumer closes. Called by any thread. */
    void stop() {
        stopping = true;
    }

    // ---- the way of a login

    /** Takes what a poll returned. Never throws, since Micronaut would skip the records. */
    void receive(ConsumerRecords<byte[], ByteBuffer> records) {
        if (succeeds(() -> receiveOwned(records), partitions(records.partitions()))) {
            status.fine(Concern.RECEIVE);
        } else {
            pause(LaneSettings.RETRY_PAUSE);
        }
    }

    /**
     * Whether this is done. After a failure that nobody foresaw these partitions are not owned any more: they are
     * restored from their last commit, and what was lost on the way is read again.
     */
    @SuppressWarnings("CatchingUnchecked")
    private boolean succeeds(Runnable work, Collection<Partition> partitions) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | Error unforeseen) {
            status.trouble(Concern.RECEIVE, unforeseen);
            drop(partitions);
            return false;
        }
    }

    private void receiveOwned(ConsumerRecords<byte[], ByteBuffer> records) {
        for (TopicPartition topicPartition : records.partitions()) {
            List<ConsumerRecord<byte[], ByteBuffer>> ofPartition = records.records(topicPartition);
            Partition partition = partition(topicPartition);
            if (outbox.owns(partition)) {
                receive(partition, ofPartition);
            } else {
                // Assigned, but not restored: to be read again once it is.
                consumer.seek(topicPartition, ofPartition.getFirst().offset());
            }
        }
    }

    private void receive(Partition partition, List<ConsumerRecord<byte[], ByteBuffer>> records) {
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], ByteBuffer> record : records) {
            assembler.add(read(partition, record), now).ifPresent(this::decide);
        }
    }

    private Delivery read(Partition partition, ConsumerRecord<byte[], ByteBuffer> record) {
        Origin origin = new Origin(partition, record.offset());
        return switch (decoder.decode(record.value())) {
            case Accepted accepted -> new Delivery.Login(origin, accepted.event());
            case Rejected rejected -> {
                rejections.rejected(rejected.reasons());
                yield new Delivery.DeadLetter(origin, rejected.reasons(), KafkaOriginal.of(record));
            }
        };
    }

    private void decide(LoginBatch batch) {
        Partition partition = batch.partition();
        var outcome = processBatch.process(batch, running.getOrDefault(partition, HourCounts.EMPTY));
        running.put(partition, outcome.running());
        outbox.add(outcome);
    }

    // ---- the gate

    @Override
    public Turn beforePoll(Duration timeout) {
        if (!succeeds(
                () -> assembler.closeAged(System.nanoTime()).forEach(this::decide), Set.copyOf(running.keySet()))) {
            pause(LaneSettings.RETRY_PAUSE);
        }
        rejections.report();
        if (stopping) {
            pause(STOP_PAUSE); // until the wake-up
            return Turn.STAY_AWAY;
        }
        if (!outbox.awaitOpen(timeout)) {
            return Turn.STAY_AWAY;
        }
        if (!restoreMissing()) {
            return Turn.HOLD;
        }
        return outbox.awaitRoom(timeout) ? Turn.READ : Turn.HOLD;
    }

    @Override
    public Duration patience(Duration timeout) {
        long nanos = assembler.nanosUntilAged(System.nanoTime()).orElse(Long.MAX_VALUE);
        return nanos < timeout.toNanos() ? Duration.ofNanos(nanos) : timeout;
    }

    @Override
    public void afterPoll() {
        Set<Partition> assigned = partitions(consumer.assignment());
        List<Partition> gone =
                running.keySet().stream().filter(p -> !assigned.contains(p)).toList();
        if (!gone.isEmpty()) {
            giveUp(gone);
        }
        outbox.membership(consumer.groupMetadata());
        status.fine(Concern.POLL);
    }

    @Override
    public void pollFailed(KafkaException failure) {
        status.trouble(Concern.POLL, failure);
        pause(LaneSettings.RETRY_PAUSE);
    }

    // ---- ownership

    /** New partitions: their state and position come from one committed offset. */
    void assigned(Collection<TopicPartition> topicPartitions) {
        if (!topicPartitions.isEmpty()) {
            restore(topicPartitions);
        }
    }

    /** Partitions to be given back while still a member: seals their batches and waits until they are committed. */
    void revoked(Collection<TopicPartition> topicPartitions) {
        Set<Partition> partitions = partitions(topicPartitions);
        outbox.membership(consumer.groupMetadata());
        partitions.forEach(partition ->
                succeeds(() -> assembler.close(partition, Trigger.REVOKED).ifPresent(this::decide), Set.of(partition)));
        if (!outbox.awaitCommitted(partitions, LaneSettings.REVOCATION_TIMEOUT)) {
            LOG.warn(
                    "Gave back {} with batches not committed within {}: their next owner counts them",
                    partitions,
                    LaneSettings.REVOCATION_TIMEOUT);
        }
        giveUp(partitions);
    }

    /** Partitions that are another's already: what is open or waiting of them is the new owner's to count. */
    void lost(Collection<TopicPartition> topicPartitions) {
        giveUp(partitions(topicPartitions));
    }

    private void giveUp(Collection<Partition> partitions) {
        drop(partitions);
        starts.keySet().removeAll(partitions);
        if (running.isEmpty()) {
            status.fine(Concern.RECEIVE); // whatever failed is another's to process
        }
    }

    private void drop(Collection<Partition> partitions) {
        outbox.disown(partitions);
        partitions.forEach(partition -> {
            assembler.drop(partition);
            running.remove(partition);
        });
    }

    private boolean restoreMissing() {
        Set<TopicPartition> missing = new HashSet<>();
        for (TopicPartition assigned : consumer.assignment()) {
            if (!outbox.owns(partition(assigned))) {
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
    private boolean restore(Collection<TopicPartition> topicPartitions) {
        drop(partitions(topicPartitions)); // what a callback that failed may have left of an earlier assignment
        if (!outbox.awaitSettled(partitions(topicPartitions), LaneSettings.RETRY_PAUSE)) {
            return false;
        }
        try {
            Map<TopicPartition, Checkpoint> checkpoints =
                    committedOffsets.restore(consumer, topicPartitions, LaneSettings.RESTORE_TIMEOUT);
            topicPartitions.forEach(topicPartition -> begin(
                    topicPartition,
                    Optional.ofNullable(checkpoints.get(topicPartition)).orElseGet(() -> start(topicPartition))));
            outbox.own(partitions(topicPartitions));
            status.fine(Concern.RESTORE);
            return true;
        } catch (WakeupException stop) {
            throw stop;
        } catch (KafkaException | UnusableCheckpointException failure) {
            status.trouble(Concern.RESTORE, failure);
            pause(LaneSettings.RETRY_PAUSE);
            return false;
        }
    }

    private void begin(TopicPartition topicPartition, Checkpoint checkpoint) {
        consumer.seek(topicPartition, checkpoint.position());
        running.put(partition(topicPartition), checkpoint.running());
    }

    /** Where nothing was committed yet: what {@code auto.offset.reset} says, and the same again if it must be redone. */
    private Checkpoint start(TopicPartition topicPartition) {
        long position = starts.computeIfAbsent(
                partition(topicPartition), p -> consumer.position(topicPartition, LaneSettings.RESTORE_TIMEOUT));
        return new Checkpoint(position, HourCounts.EMPTY);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<Partition> partitions(Collection<TopicPartition> topicPartitions) {
        return topicPartitions.stream().map(Lane::partition).collect(Collectors.toSet());
    }

    private static Partition partition(TopicPartition topicPartition) {
        return new Partition(topicPartition.topic(), topicPartition.partition());
    }
}
