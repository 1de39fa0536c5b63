package io.kafkafetch.adapters.kafka.ledger;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.offsets.Anchors;
import io.kafkafetch.adapters.kafka.offsets.CommittedOffsets;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.kafka.records.OutcomeRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka as the ledger of a source that is not Kafka and that one process reads, such as a file: a commit is one
 * transaction of insights, dead letters and the checkpoint, which is kept as the committed offset of the output topic's
 * partition 0 in the group {@code GROUP_ID-file}, its running hours and its bookmark in the metadata.
 *
 * <p>That group has no members, and so no generation to fence by. The transactional id fences, {@code GROUP_ID-file}
 * too, without an instance's name: there is one reader, whatever its name, and the newer fences the older one, on
 * whichever host. Between making a producer and the end of a commit nobody else's commit can come; so a reader that
 * takes its checkpoint from {@link #checkpoints} after every failure, as the port says, counts nothing twice, and this
 * ledger refuses to commit before it did. Two readers that both go on take turns, each failing the other's commits;
 * each file needs a GROUP_ID of its own.
 *
 * <p>A group without members forgets an offset some time after its last commit ({@code offsets.retention.minutes}, a
 * week by default), also while somebody waits for a quiet file to grow: the checkpoints are committed again every
 * {@link #RENEWAL}. A service that is away for longer than the retention begins again.
 *
 * <p>Thread-safe.
 */
public final class SoleReaderLedger implements OutcomeLedger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SoleReaderLedger.class);

    /** How often a checkpoint is committed again though nothing happens, well below a broker's retention. */
    private static final Duration RENEWAL = Duration.ofHours(6);

    /** A producer has no type for it, and does not name the topic. */
    private static final String OFFSETS_DENIED = "TxnOffsetCommitResponse: Topic authorization failed";

    private final String anchorTopic;
    private final KafkaLedger ledger;
    private final Set<Partition> partitions = new HashSet<>();
    private final Thread renewing;
    private boolean unclear;

    /**
     * A ledger that has not asked the cluster for anything yet.
     *
     * @param payload what dead letters keep of their records
     * @param pace of the commits, set by their caller
     * @param clock tells when a dead letter was rejected
     */
    public SoleReaderLedger(
            KafkaPipeline pipeline,
            KafkaClients clients,
            InsightEncoder insights,
            Payload payload,
            CommitPace pace,
            InstantSource clock) {
        this(
                pipeline,
                clients,
                OutcomeRecords.of(pipeline, insights, payload, clock),
                pipeline.outputTopic(),
                pace,
                RENEWAL);
    }

    /** @param anchorTopic whose partitions' offsets hold the checkpoints; a broker takes those of existing ones alone */
    SoleReaderLedger(
            KafkaPipeline pipeline,
            KafkaClients clients,
            OutcomeRecords records,
            String anchorTopic,
            CommitPace pace,
            Duration renewal) {
        this.anchorTopic = anchorTopic;
        this.ledger = new KafkaLedger(
                time -> clients.transactionalProducer(pipeline.fileGroupId(), time),
                () -> clients.observer(pipeline.fileGroupId()),
                CommittedOffsets.of(pipeline),
                Anchors.in(anchorTopic, pipeline.inputTopic()),
                records,
                fence(pipeline.fileGroupId()),
                pace,
                Positions.RESTORE_TIMEOUT);
        this.renewing = Thread.ofPlatform().name("kafka-fetch-renew").daemon().start(() -> renewEvery(renewal));
    }

    /** No member of a group, but none is needed: nobody but the sole reader has the transactional id. */
    @SuppressWarnings("removal") // Kafka will make it an interface
    static GroupFence fence(String group) {
        Optional<ConsumerGroupMetadata> nobody = Optional.of(new ConsumerGroupMetadata(group));
        return outcomes -> nobody;
    }

    @Override
    public synchronized void commit(List<BatchOutcome> outcomes) {
        if (unclear) {
            throw new KafkaException("a commit ended unclear: ask for the checkpoints first");
        }
        unclear = true;
        try {
            ledger.commit(outcomes);
        } catch (KafkaException failure) {
            throw named(failure);
        }
        unclear = false;
        outcomes.forEach(outcome -> partitions.add(outcome.batch().partition()));
    }

    @Override
    public synchronized void advance(Map<Partition, Checkpoint> positions) {
        if (unclear) {
            throw new KafkaException("a commit ended unclear: ask for the checkpoints first");
        }
        unclear = true;
        try {
            ledger.advance(positions);
        } catch (KafkaException failure) {
            throw named(failure);
        }
        unclear = false;
        partitions.addAll(positions.keySet());
    }

    @Override
    public synchronized Map<Partition, Checkpoint> checkpoints(Collection<Partition> asked) {
        Map<Partition, Checkpoint> checkpoints = ledger.checkpoints(asked);
        partitions.addAll(checkpoints.keySet());
        unclear = false;
        return checkpoints;
    }

    @Override
    public void close() {
        renewing.interrupt();
        synchronized (this) {
            ledger.close();
        }
    }

    /** The failure, with the topic whose offsets may not be committed. */
    private KafkaException named(KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(OFFSETS_DENIED)) {
                return new TopicAuthorizationException(failure.getMessage(), Set.of(anchorTopic));
            }
        }
        return failure;
    }

    private void renewEvery(Duration renewal) {
        try {
            while (true) {
                Thread.sleep(renewal);
                renew();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A failure costs the producer, and the next one fences a reader that committed in the meantime: before the next commit
     * the caller has to see where the checkpoints are by then.
     */
    private synchronized void renew() {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            ledger.renew(partitions);
        } catch (RuntimeException failure) {
            unclear = true;
            LOG.warn(
                    "A checkpoint could not be renewed, retrying: {}",
                    KafkaFaults.of(failure).detailed());
        }
    }
}
