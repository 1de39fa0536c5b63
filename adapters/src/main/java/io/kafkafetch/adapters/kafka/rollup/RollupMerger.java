package io.kafkafetch.adapters.kafka.rollup;

import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.ClusterWatch;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.records.TallyRecords;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the tallies of all lanes up, exactly once, and publishes what changed once a second. Of all instances with a
 * merger the one that the group {@code GROUP_ID-rollups} gives the tallies works, the others stand by; one that died is
 * replaced when its session ends, after six seconds.
 *
 * <p>What it publishes is its state: a transaction holds the changed windows and the offset of the tallies in them, so
 * both agree after any failure. After a failure, and when it takes over, it forgets what it has in memory and loads what
 * is committed. The transactional id bears no instance's name: the newer merger fences the older. Thread-safe.
 */
public final class RollupMerger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RollupMerger.class);
    private static final String PLACE = "adding tallies up";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TRANSACTION = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> members;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final TopicPartition tallies;
    private final Rules rules;
    private final RollupState kept;
    private final ClusterWatch watch;

    /**
     * A merger that has not begun.
     *
     * @param topics of the pipeline's rollups
     */
    public RollupMerger(KafkaPipeline pipeline, RollupTopics topics, KafkaClients clients, TroubleBoard board) {
        this.members = () -> clients.member(pipeline.rollupGroupId());
        this.readers = () -> clients.reader(pipeline.rollupGroupId() + "-state");
        this.producers = () -> clients.transactionalProducer(pipeline.rollupGroupId(), TRANSACTION);
        this.tallies = new TopicPartition(topics.tallies(), TallyRecords.PARTITION);
        this.rules = topics.rules();
        this.kept =
                new RollupState(new TopicPartition(topics.rollups(), TallyRecords.PARTITION), new RollupDecoder(rules));
        this.watch = new ClusterWatch(
                "kafka-fetch-rollups",
                PLACE,
                this::merge,
                fault -> board.report(PLACE, RollupMerger.asWarning(fault)),
                () -> board.fine(PLACE),
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5)));
    }

    /** Of mergers the newer fences the older, whose names are the same on purpose: it has taken over. */
    private static Fault asWarning(Fault fault) {
        return (fault.code() == TroubleCode.NAME_TAKEN ? Fault.of(TroubleCode.REBALANCING, fault.details()) : fault)
                .asWarning();
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        watch.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        watch.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. What is not published then is so after the next start. */
    @Override
    public void close() {
        watch.close();
    }

    private void merge() {
        Consumer<byte[], byte[]> consumer = members.get();
        Turn turn = new Turn(consumer);
        try {
            consumer.subscribe(List.of(tallies.topic()), turn);
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (turn.work(records.records(tallies))) {
                    watch.fine();
                } else {
                    watch.quiet();
                }
            }
        } finally {
            turn.end();
            ClusterWatch.close(() -> consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)));
        }
    }

    /** Whether this instance merges now. */
    private final class Turn implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;
        private boolean isMine;
        private @Nullable Merging merging;

        private Turn(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        /** Nothing is read before what was published is loaded. */
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.contains(tallies)) {
                isMine = true;
                consumer.pause(List.of(tallies));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.contains(tallies)) {
                isMine = false;
                end();
            }
        }

        /** Whether something was published. */
        private boolean work(List<ConsumerRecord<byte[], byte[]>> records) {
            if (!isMine) {
                return false;
            }
            Merging current = merging == null ? begin() : merging;
            records.forEach(current::add);
            return current.publishIfDue(consumer);
        }

        /** The older merger is fenced before anything is read: what it left open is ended. */
        private Merging begin() {
            Merging begun = new Merging(tallies, kept.rollups(), rules, producers.get());
            merging = begun;
            begun.open();
            Consumer<byte[], byte[]> reader = readers.get();
            try {
                kept.load(reader, begun);
            } finally {
                ClusterWatch.close(() -> reader.close(CloseOptions.timeout(CLOSE_TIMEOUT)));
            }
            OffsetAndMetadata next =
                    consumer.committed(Set.of(tallies), ANSWER_TIMEOUT).get(tallies);
            if (next != null) {
                consumer.seek(tallies, next.offset());
            }
            consumer.resume(List.of(tallies));
            LOG.info(
                    "Adding up the tallies of {}, from offset {} on",
                    tallies.topic(),
                    next == null ? 0 : next.offset());
            return begun;
        }

        private void end() {
            Merging ended = merging;
            merging = null;
            if (ended != null) {
                ClusterWatch.close(ended::close);
            }
        }
    }
}
