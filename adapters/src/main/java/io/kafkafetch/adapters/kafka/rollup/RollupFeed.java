package io.kafkafetch.adapters.kafka.rollup;

import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.ClusterWatch;
import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.adapters.kafka.records.TallyRecords;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the rollups back, whoever merges: those there are, and then each as it changes. After a failure it begins again,
 * and reports each window once more. Thread-safe.
 */
public final class RollupFeed implements AutoCloseable {

    private static final String PLACE = "reading the rollups back";
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final List<RollupListener> listeners;
    private final RollupState state;
    private final ClusterWatch watch;

    /**
     * A feed that has not begun.
     *
     * @param topics of the pipeline's rollups
     * @param listeners called by the feed's thread
     */
    public RollupFeed(
            KafkaPipeline pipeline,
            RollupTopics topics,
            KafkaClients clients,
            List<RollupListener> listeners,
            TroubleBoard board) {
        this.readers = () -> clients.reader(pipeline.rollupGroupId() + "-live");
        this.listeners = List.copyOf(listeners);
        this.state = new RollupState(
                new TopicPartition(topics.rollups(), TallyRecords.PARTITION), new RollupDecoder(topics.rules()));
        this.watch = new ClusterWatch(
                "kafka-fetch-rollups-live",
                PLACE,
                this::follow,
                fault -> board.report(PLACE, fault.asWarning()),
                () -> board.fine(PLACE),
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5)));
    }

    /** Begins, once; the cluster and its topics should be there. */
    public void start() {
        watch.start();
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        watch.stop();
    }

    /** Ends; waits for what it just does for at most two seconds. The listeners hear nothing after that. */
    @Override
    public void close() {
        watch.close();
    }

    private void follow() {
        RollupListener all = RollupListener.all(listeners);
        Consumer<byte[], byte[]> reader = readers.get();
        try {
            all.begin();
            state.load(reader, all);
            all.loaded();
            while (!Thread.currentThread().isInterrupted()) {
                state.read(reader, all);
                watch.fine();
            }
        } finally {
            ClusterWatch.close(() -> reader.close(CloseOptions.timeout(CLOSE_TIMEOUT)));
        }
    }
}
