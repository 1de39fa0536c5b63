package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.adapters.kafka.offsets.Anchors;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger that is Kafka: a commit is one transaction of insights, dead letters and the group's offsets, with the
 * running hours in the offsets' metadata. Fenced twice, by the transactional id and by the group's generation.
 *
 * <p>After any failure the producer either aborts, or is closed and replaced under the same transactional id; its
 * {@code initTransactions} ends what the old one left open, so that {@link #checkpoints} afterwards tell for certain
 * what was committed. Used by one thread.
 */
final class KafkaLedger implements LaneLedger {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLedger.class);

    private static final Duration REMINDER = Duration.ofSeconds(30);

    /** What a producer says of a broker that takes no transaction as long; there is no type for it. */
    private static final String TOO_LONG = "transaction timeout is larger";

    private final Function<Duration, Producer<byte[], byte[]>> producers;
    private final Supplier<Consumer<byte[], byte[]>> observers;
    private final CommittedOffsets committedOffsets;
    private final Anchors anchors;
    private final OutcomeRecords records;
    private final GroupFence fence;
    private final CommitPace pace;
    private final Duration timeout;
    private @Nullable Producer<byte[], byte[]> producer;
    private Duration transactionTime = Duration.ZERO;
    private boolean omitLarge;
    private long warnedNanos = System.nanoTime() - REMINDER.toNanos();

    /**
     * @param producers makes transactional producers whose transactions may last this long, all with the lane's
     *     transactional id, not yet initialised
     * @param observers makes consumers of the group that read committed and never join it
     * @param anchors which of the group's offsets are the checkpoints
     * @param pace how long a commit may last: when that changes, a producer replaces the one before
     * @param timeout bound on reading checkpoints, and on closing a producer
     */
    KafkaLedger(
            Function<Duration, Producer<byte[], byte[]>> producers,
            Supplier<Consumer<byte[], byte[]>> observers,
            CommittedOffsets committedOffsets,
            Anchors anchors,
            OutcomeRecords records,
            GroupFence fence,
            CommitPace pace,
            Duration timeout) {
        this.producers = producers;
        this.observers = observers;
        this.committedOffsets = committedOffsets;
        this.anchors = anchors;
        this.records = records;
        this.fence = fence;
        this.pace = pace;
        this.timeout = timeout;
    }

    /** {@inheritDoc} Makes the producer ready, which also ends what an earlier process with this transactional id left open. */
    @Override
    public void open() {
        initialised();
    }

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        Map<Partition, Checkpoint> checkpoints = new HashMap<>();
        // The last checkpoint of each partition stands for all before it.
        outcomes.forEach(outcome -> checkpoints.put(outcome.batch().partition(), outcome.checkpoint()));
        commit(outcomes, checkpoints, () -> fence.admit(outcomes));
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        commit(List.of(), positions, () -> fence.admit(positions));
    }

    /** Commits the checkpoints of these partitions as they are, so that the broker does not forget them. */
    void renew(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> checkpoints = checkpoints(partitions);
        if (!checkpoints.isEmpty()) {
            commit(List.of(), checkpoints, () -> fence.admit(List.of()));
        }
    }

    private void commit(
            List<BatchOutcome> outcomes,
            Map<Partition, Checkpoint> checkpoints,
            Supplier<Optional<ConsumerGroupMetadata>> admission) {
        if (!transactionTime.equals(pace.time())) {
            discard();
        }
        Producer<byte[], byte[]> current = initialised();
        ConsumerGroupMetadata member = admission
                .get()
                .orElseThrow(
                        () -> new CommitFailedException("this consumer does not own all of these partitions any more"));
        boolean committing = false;
        try {
            current.beginTransaction();
            send(current, outcomes);
            current.sendOffsetsToTransaction(offsets(checkpoints), member);
            committing = true;
            current.commitTransaction();
            omitLarge = false;
        } catch (RuntimeException | Error failure) {
            if (!omitLarge && isTooLarge(failure)) {
                omitLarge = true;
                warnOfCut();
            }
            if (committing || !aborts(current)) {
                discard();
            }
            throw failure;
        }
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        initialised(); // nothing of ours is in doubt after this
        Map<TopicPartition, Partition> anchored =
                partitions.stream().distinct().collect(Collectors.toMap(anchors::of, Function.identity()));
        if (anchored.isEmpty()) {
            return Map.of();
        }
        Map<Partition, Checkpoint> checkpoints = new HashMap<>();
        try (Consumer<byte[], byte[]> observer = observers.get()) {
            Map<TopicPartition, Checkpoint> found = committedOffsets.read(observer, anchored.keySet(), timeout);
            anchored.forEach((anchor, partition) -> {
                Checkpoint checkpoint = found.get(anchor);
                if (checkpoint != null) {
                    checkpoints.put(partition, checkpoint);
                }
            });
        }
        return checkpoints;
    }

    @Override
    public void close() {
        discard();
    }

    /** A record that cannot be sent fails the transaction's commit: no future needs to be looked at. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Producer<byte[], byte[]> producer, List<BatchOutcome> outcomes) {
        outcomes.forEach(outcome -> records.forEach(outcome, omitLarge, producer::send));
        records.tallies().ifPresent(tallies -> tallies.of(outcomes).forEach(producer::send));
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Partition, Checkpoint> checkpoints) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        checkpoints.forEach((partition, checkpoint) ->
                offsets.put(anchors.of(partition), committedOffsets.format().encode(checkpoint)));
        return offsets;
    }

    private Producer<byte[], byte[]> initialised() {
        if (producer != null) {
            return producer;
        }
        transactionTime = pace.time();
        Producer<byte[], byte[]> fresh = producers.apply(transactionTime);
        try {
            fresh.initTransactions();
        } catch (RuntimeException | Error failure) {
            fresh.close(Duration.ZERO);
            if (String.valueOf(failure.getMessage()).contains(TOO_LONG)) {
                pace.tooLong();
            }
            throw failure;
        }
        producer = fresh;
        return fresh;
    }

    private static boolean aborts(Producer<byte[], byte[]> producer) {
        try {
            producer.abortTransaction();
            return true;
        } catch (KafkaException | IllegalStateException unclear) {
            LOG.debug("A transaction could not be aborted; a new producer replaces its own", unclear);
            return false;
        }
    }

    private void discard() {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            try {
                old.close(Duration.ZERO);
            } catch (InterruptException stop) {
                LOG.debug("A producer was closed while its thread is to stop", stop);
            }
        }
    }

    /** Once in a while: in a stream of large poison each commit has one. */
    private void warnOfCut() {
        long now = System.nanoTime();
        if (now - warnedNanos >= REMINDER.toNanos()) {
            warnedNanos = now;
            LOG.warn(
                    "A dead letter was too large for its topic: it was sent without key, value or headers above 64 KiB,"
                            + " which its __dlq.errors.…-omitted headers name. Raise max.message.bytes of {}",
                    records.deadLetters().topic());
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
