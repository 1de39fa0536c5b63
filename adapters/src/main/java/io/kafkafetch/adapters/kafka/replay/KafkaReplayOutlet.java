package io.kafkafetch.adapters.kafka.replay;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import io.kafkafetch.application.ledger.CommitPace;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.application.replay.RunEndedException.Fenced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends by a producer whose transactional id all runs of a group share: to make one fences the others, and Kafka ends their
 * transactions before it answers. A commit without an answer is asked for again; where that does not help the run ends, since
 * to make another producer could fence a newer run. Used by one thread.
 */
public final class KafkaReplayOutlet implements ReplayOutlet {

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String AGAIN =
            "run the same command again: what was sent is in the log, and is not sent twice";

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ReplayRecords records;
    private final LetterLog log;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param log that this outlet writes to, to be read once older runs have ended
     * @param topicId which life of the dead letter topic the letters are of; empty where that is not known
     */
    public KafkaReplayOutlet(KafkaClients clients, KafkaPipeline pipeline, LetterLog log, String topicId) {
        this(
                () -> clients.transactionalProducer(pipeline.deadLetterLogId(), CommitPace.USUAL),
                new ReplayRecords(pipeline.deadLetterLogTopic(), topicId),
                log);
    }

    KafkaReplayOutlet(Supplier<Producer<byte[], byte[]>> producers, ReplayRecords records, LetterLog log) {
        this.producers = producers;
        this.records = records;
        this.log = log;
    }

    @Override
    public LetterStates open() throws Fenced, InterruptedException {
        producer = producers.get();
        retrying(producer::initTransactions);
        return log.read();
    }

    @Override
    public Map<Partition, Long> commit(List<Replay> replays, List<Marker> markers)
            throws Fenced, TooLargeException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Map<Partition, Long> behind = send(replays, markers);
                confirm();
                return behind;
            } catch (KafkaException failure) {
                refuse(failure);
                abort();
                if (attempt == TRIES) {
                    throw new UnusableClusterException(
                            "Kafka took no transaction (" + KafkaFaults.describe(failure) + "); " + AGAIN);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private Map<Partition, Long> send(List<Replay> replays, List<Marker> markers)
            throws Fenced, TooLargeException, InterruptedException {
        Producer<byte[], byte[]> open = opened();
        open.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Replay replay : replays) {
            sent.add(open.send(records.record(replay, partitions(open, replay.topic()))));
        }
        List<Future<RecordMetadata>> written = new ArrayList<>();
        for (Marker marker : markers) {
            written.add(open.send(records.marker(marker)));
        }
        Map<Partition, Long> behind = new HashMap<>();
        open.flush();
        for (int i = 0; i < sent.size(); i++) {
            RecordMetadata place = place(sent.get(i), replays.get(i).letter());
            behind.merge(new Partition(place.topic(), place.partition()), place.offset() + 1, Math::max);
        }
        for (Future<RecordMetadata> entry : written) {
            placed(entry);
        }
        return behind;
    }

    /** Whatever is not a clear yes ends the run: after another answer the transaction may be there, and is not sent again. */
    private void confirm() throws Fenced {
        try {
            retrying(opened()::commitTransaction);
        } catch (KafkaException unclear) {
            throw new UnusableClusterException(
                    "Kafka did not confirm a transaction (" + KafkaFaults.describe(unclear) + "); " + AGAIN);
        }
    }

    private static int partitions(Producer<byte[], byte[]> producer, String topic) {
        return producer.partitionsFor(topic).size();
    }

    private RecordMetadata place(Future<RecordMetadata> sent, LetterId letter)
            throws TooLargeException, InterruptedException {
        try {
            return placed(sent);
        } catch (RecordTooLargeException tooLarge) {
            abort();
            throw new TooLargeException(letter);
        }
    }

    private static RecordMetadata placed(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause ? cause : new KafkaException(failure.getCause());
        }
    }

    /** What may be asked again: nobody else is hurt by it, and the answer is the first one's. */
    private static void retrying(Runnable request) throws Fenced {
        for (int attempt = 1; ; attempt++) {
            try {
                request.run();
                return;
            } catch (TimeoutException silent) {
                if (attempt == TRIES) {
                    throw new UnusableClusterException(
                            "the cluster did not answer in time (" + KafkaFaults.describe(silent) + "); " + AGAIN);
                }
            } catch (KafkaException failure) {
                refuse(failure);
                throw failure;
            }
        }
    }

    /** @throws Fenced if this is of a newer run */
    private static void refuse(KafkaException failure) throws Fenced {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                throw new Fenced();
            }
            if (cause instanceof AuthorizationException denied) {
                throw new UnusableClusterException("Kafka refuses: " + KafkaFaults.describe(denied)
                        + "; grant this user the rights in the table of ACLs in docs/CONFIGURATION.md");
            }
            cause = cause.getCause();
        }
    }

    private void abort() {
        try {
            opened().abortTransaction();
        } catch (KafkaException ended) {
            // the next transaction says what is wrong
        }
    }

    private Producer<byte[], byte[]> opened() {
        if (producer == null) {
            throw new IllegalStateException("not open");
        }
        return producer;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
