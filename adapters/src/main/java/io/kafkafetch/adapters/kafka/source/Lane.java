package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.client.TraceHeaders;
import io.kafkafetch.adapters.kafka.consumer.PollGate;
import io.kafkafetch.adapters.kafka.input.InputTopic;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.kafka.source.LaneStatus.Concern;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.SchemaShelf;
import io.kafkafetch.application.batch.BatchAssembler;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordChecksum;
import io.kafkafetch.application.record.RecordTraces;
import io.kafkafetch.application.record.Rejections;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's way from records to decided outcomes: decodes, assembles batches, decides, and puts the outcomes into
 * the {@link Outbox}. Everything here happens on the consumer's poll thread; nothing else touches the state.
 *
 * <p>A partition is counted only while the lane owns it, see {@link Ownership}.
 */
final class Lane implements PollGate {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration STOP_PAUSE = Duration.ofMillis(10);

    private final ValueDecoder decoder;
    private final @Nullable SchemaShelf schemas;
    private final ProcessBatch processBatch;
    private final Consumer<byte[], ByteBuffer> consumer;
    private final Outbox outbox;
    private final Rejections rejections;
    private final RecordTraces traces;
    private final boolean traced;
    private final LaneStatus status;
    private final BatchAssembler assembler;
    private final RecordChecksum checksums = new RecordChecksum();
    private final Ownership ownership;
    private volatile boolean stopping;
    private boolean replaced;
    private @Nullable LoginBatch deciding;
    private @Nullable Partition held;
    private @Nullable SchemaId awaited;

    Lane(
            LaneSettings settings,
            ProcessBatch processBatch,
            Consumer<byte[], ByteBuffer> consumer,
            Positions positions,
            Outbox outbox,
            InputTopic topic,
            Rejections rejections,
            RecordTraces traces,
            LaneStatus status) {
        this.decoder = new ValueDecoder(settings.format(), settings.schemas(), settings.userHash());
        this.schemas = settings.schemas().orElse(null);
        this.processBatch = processBatch;
        this.consumer = consumer;
        this.outbox = outbox;
        this.rejections = rejections;
        this.traces = traces;
        this.traced = !traces.equals(RecordTraces.UNHEARD);
        this.status = status;
        this.assembler = new BatchAssembler(
                settings.batchPolicy(), settings.hourOfDay(), settings.times(), processBatch.dimensions());
        this.ownership = new Ownership(consumer, positions, outbox, assembler, status, topic);
    }

    /** From now on nothing new is read; what is open is sealed when the consumer closes. Called by any thread. */
    void stop() {
        status.polling().stop();
        stopping = true;
    }

    // ---- the way of a login

    /** Takes what a poll returned. Never throws, since Micronaut would skip the records. */
    void receive(ConsumerRecords<byte[], ByteBuffer> records) {
        status.polling().beat("processing records");
        if (succeeds(() -> receiveOwned(records), () -> TopicPartitions.partitions(records.partitions()))) {
            status.fine(Concern.RECEIVE);
        } else {
            Pause.of(LaneSettings.RETRY_PAUSE);
        }
    }

    /**
     * Whether this is done. After a failure that nobody foresaw these partitions are not owned any more: they are
     * restored from their last commit, and what was lost on the way is read again.
     */
    @SuppressWarnings("CatchingUnchecked")
    private boolean succeeds(Runnable work, Supplier<Set<Partition>> partitions) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | Error unforeseen) {
            LogFields.work(deciding);
            status.trouble(Concern.RECEIVE, unforeseen);
            ownership.drop(partitions.get());
            LogFields.done();
            deciding = null;
            return false;
        }
    }

    private void receiveOwned(ConsumerRecords<byte[], ByteBuffer> records) {
        for (TopicPartition topicPartition : records.partitions()) {
            List<ConsumerRecord<byte[], ByteBuffer>> ofPartition = records.records(topicPartition);
            Partition partition = TopicPartitions.partition(topicPartition);
            if (ownership.has(partition)) {
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
            Validation verdict = decoder.decode(record.value(), record.headers());
            if (verdict == null) {
                // To be read again, and the rest of the partition behind it, once its schema is there.
                held = partition;
                awaited = decoder.awaited();
                consumer.seek(TopicPartitions.topicPartition(partition), record.offset());
                return;
            }
            if (traced) {
                traces.arrived(new Origin(partition, record.offset()), TraceHeaders.read(record.headers()));
            }
            Optional<LoginBatch> closed = add(partition, record, verdict, now);
            if (closed.isPresent()) {
                decide(closed.get());
            }
        }
    }

    private Optional<LoginBatch> add(
            Partition partition, ConsumerRecord<byte[], ByteBuffer> record, Validation verdict, long now) {
        return switch (verdict) {
            case LoginEvent login -> assembler.add(partition, record.offset(), login, checksum(record), now);
            case Validation.Rejected rejected -> {
                rejections.rejected(rejected.reasons());
                Origin origin = new Origin(partition, record.offset());
                yield assembler.add(new Delivery.DeadLetter(origin, rejected.reasons(), KafkaOriginal.of(record)), now);
            }
            case Validation.Skipped skipped ->
                assembler.add(
                        new Delivery.Skipped(new Origin(partition, record.offset()), skipped.rule(), checksum(record)),
                        now);
        };
    }

    private int checksum(ConsumerRecord<byte[], ByteBuffer> record) {
        return assembler.hasChecksums() ? checksums.of(record.value()) : RecordChecksum.NONE;
    }

    private void decide(LoginBatch batch) {
        deciding = batch;
        outbox.add(ownership.decided(processBatch.process(batch, ownership.running(batch.partition()))));
        deciding = null;
    }

    // ---- the gate

    @Override
    public Turn beforePoll(Duration timeout) {
        LogFields.lane(status.lane());
        status.polling().beat("deciding aged batches");
        if (!succeeds(() -> assembler.closeAged(System.nanoTime()).forEach(this::decide), ownership::partitions)) {
            Pause.of(LaneSettings.RETRY_PAUSE);
        }
        if (stopping) {
            Pause.of(STOP_PAUSE); // until the wake-up
            return Turn.STAY_AWAY;
        }
        if (replaced) {
            status.polling().beat("giving way to another instance of its name");
            Pause.of(LaneSettings.RETRY_PAUSE);
            return Turn.STAY_AWAY;
        }
        Turn turn = turn(timeout);
        status.polling().beat(turn == Turn.STAY_AWAY ? "waiting for the cluster" : "polling");
        return turn;
    }

    private Turn turn(Duration timeout) {
        if (!outbox.awaitOpen(timeout)) {
            return Turn.STAY_AWAY;
        }
        status.polling().beat("restoring state and position");
        ownership.dropRecreated();
        boolean restored = ownership.restoreMissing();
        status.vitals().restored(restored);
        if (!restored) {
            return Turn.HOLD;
        }
        ownership.settle();
        if (!hasSchema(timeout)) {
            return Turn.HOLD;
        }
        status.polling().beat("waiting for room");
        return outbox.awaitRoom(timeout) ? Turn.READ : Turn.HOLD;
    }

    /**
     * Whether no schema is awaited any more, by a partition that is still owned. The other partitions wait too: either it
     * is there in a moment, or the registry is away, and what they need next may not be there either.
     */
    private boolean hasSchema(Duration timeout) {
        if (schemas == null || awaited == null) {
            return true;
        }
        status.polling().beat("waiting for a schema");
        if (held != null && ownership.has(held) && !schemas.await(awaited, timeout)) {
            schemas.trouble().ifPresent(fault -> status.trouble(Concern.SCHEMA, fault));
            return false;
        }
        awaited = null;
        status.fine(Concern.SCHEMA);
        return true;
    }

    @Override
    public Duration patience(Duration timeout) {
        long nanos = assembler.nanosUntilAged(System.nanoTime()).orElse(Long.MAX_VALUE);
        return nanos < timeout.toNanos() ? Duration.ofNanos(nanos) : timeout;
    }

    @Override
    public void afterPoll() {
        ownership.afterPoll();
        ConsumerGroupMetadata membership = consumer.groupMetadata();
        outbox.membership(membership);
        status.vitals().joined(!membership.memberId().isEmpty() && membership.generationId() >= 1);
        status.fine(Concern.POLL);
    }

    @Override
    public void pollFailed(KafkaException failure) {
        try {
            if (failure instanceof OffsetOutOfRangeException gone) {
                passGaps(gone);
            } else if (!(failure instanceof NoOffsetForPartitionException)) { // that is restored before the next poll
                throw failure;
            }
        } catch (WakeupException stop) {
            throw stop;
        } catch (KafkaException trouble) {
            status.trouble(Concern.POLL, trouble);
            if (trouble instanceof FencedInstanceIdException) {
                giveWay();
            }
            Pause.of(LaneSettings.RETRY_PAUSE);
        }
    }

    /** The consumer moves no position by itself: what it was to read is not there. */
    private void passGaps(OffsetOutOfRangeException gone) {
        Map<TopicPartition, OffsetAndMetadata> divergent =
                gone instanceof LogTruncationException truncation ? truncation.divergentOffsets() : Map.of();
        gone.offsetOutOfRangePartitions().forEach((topicPartition, position) -> {
            OffsetAndMetadata other = divergent.get(topicPartition);
            ownership.passGap(
                    topicPartition,
                    position,
                    other == null ? position : other.offset(),
                    partition -> seal(partition, Trigger.GAP));
        });
    }

    private void seal(Partition partition, Trigger trigger) {
        succeeds(() -> assembler.close(partition, trigger).ifPresent(this::decide), () -> Set.of(partition));
    }

    /**
     * Another instance of this one's name is a member in its place. This lane reads no more until it is started again:
     * it would take the place back, and its transactional id, and the two would never get on.
     */
    private void giveWay() {
        replaced = true;
        status.vitals().joined(false);
        ownership.giveUp(ownership.partitions());
        LOG.error(
                "Lane {}: another instance of the same name has taken its place in the group. This one has stopped"
                        + " reading, nothing is lost. Give each instance an INSTANCE_ID of its own, and start this one again",
                status.lane());
    }

    /** {@inheritDoc} Where nobody has stopped the lane that is its death. */
    @Override
    public void closing() {
        status.polling().end();
    }

    // ---- ownership

    /** New partitions: their state and position come from one committed offset. */
    void assigned(Collection<TopicPartition> topicPartitions) {
        if (!topicPartitions.isEmpty()) {
            status.polling().beat("taking over partitions");
            ownership.restore(topicPartitions);
        }
    }

    /** Partitions to be given back while still a member: seals their batches and waits until they are committed. */
    void revoked(Collection<TopicPartition> topicPartitions) {
        status.polling().beat("giving partitions back");
        outbox.membership(consumer.groupMetadata());
        TopicPartitions.partitions(topicPartitions).forEach(partition -> seal(partition, Trigger.REVOKED));
        ownership.giveBack(topicPartitions);
    }

    /** Partitions that are another's already: what is open or waiting of them is the new owner's to count. */
    void lost(Collection<TopicPartition> topicPartitions) {
        ownership.giveUp(TopicPartitions.partitions(topicPartitions));
    }
}
