package io.kafkafetch.benchmarks.contestants;

import io.kafkafetch.domain.insight.HourCounts;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams as its expert would write it: one processor, no repartitioning, one small store in memory. It does
 * kafka-fetch's work with kafka-fetch's own parts: the same decoder, assembler, use case and encoder, so that what
 * differs is how records come, and how insights, state and offsets are committed. One insight record for each insight of
 * each batch, byte for byte as kafka-fetch publishes it, exactly once.
 *
 * <p>In its favour it leaves out:
 *
 * <ul>
 *   <li>Open batches do not outlive the process. Streams commits the offset of the last record it processed, wherever
 *       the open batch began; after a restart at most {@code batchSize - 1} logins of a partition would be missing from
 *       the insights. To keep promise with kafka-fetch it would have to store the open batch's counts at each commit,
 *       too.
 *   <li>Rejected records are counted in their batch, but not published as dead letters.
 *   <li>What a batch closed by a rebalance or at shutdown would publish: a processor cannot forward when it closes.
 *   <li>Traces, metrics of its own, and a live view.
 * </ul>
 */
public final class StreamsProcessor {

    /** The store of the running hours: one entry a partition, put once a batch. */
    static final String HOURS = "running-hours";

    private StreamsProcessor() {}

    /**
     * Runs until SIGTERM.
     *
     * @param arguments bootstrap servers, input topic, output topic, application id, batch size
     */
    public static void main(String... arguments) throws InterruptedException {
        StreamsRun run = StreamsRun.of(arguments);
        run.run(topology(run));
    }

    private static Topology topology(StreamsRun run) {
        return new Topology()
                .addSource("logins", new ByteArrayDeserializer(), new ByteArrayDeserializer(), run.inputTopic())
                .addProcessor("batches", () -> new BatchProcessor(run.inputTopic(), run.batchSize()), "logins")
                .addStateStore(hours(), "batches")
                .addSink(
                        "insights", run.outputTopic(), new ByteArraySerializer(), new ByteArraySerializer(), "batches");
    }

    /**
     * Not cached: a cache saves a changelog record a batch beside some thirty insights, but writes to the changelog only
     * once the commit waits for it.
     */
    private static StoreBuilder<KeyValueStore<Integer, HourCounts>> hours() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(HOURS), Serdes.Integer(), HoursSerde.create())
                .withCachingDisabled();
    }
}
