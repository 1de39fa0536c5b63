package io.kafkafetch.benchmarks.contestants;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * A run of Kafka Streams, tuned for throughput: one thread, exactly once, from the topic's beginning, until SIGTERM.
 *
 * <p>Against the defaults: consumers fetch as the floor does, a task buffers what four polls bring, and the producer fills
 * large requests and starts them early, so that a commit has little left to flush. Commits come every 100 ms, the default
 * for exactly once. Values are copied: Kafka Streams takes them as {@code byte[]} alone.
 *
 * @param applicationId also the group whose committed offsets tell how far it is
 * @param batchSize logins of a batch, for those that count in batches
 */
record StreamsRun(String bootstrapServers, String inputTopic, String outputTopic, String applicationId, int batchSize) {

    /** Streams keeps a directory for each application in it. */
    private static final Path STATE = Path.of(System.getProperty("java.io.tmpdir"), "kafka-fetch-benchmarks");

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /**
     * The run that a program's arguments ask for.
     *
     * @param arguments bootstrap servers, input topic, output topic, application id, batch size
     */
    static StreamsRun of(String... arguments) {
        if (arguments.length != 5) {
            throw new IllegalArgumentException(
                    "expected: bootstrapServers inputTopic outputTopic applicationId batchSize");
        }
        return new StreamsRun(arguments[0], arguments[1], arguments[2], arguments[3], Integer.parseInt(arguments[4]));
    }

    /**
     * Runs it until SIGTERM. Its state under {@code java.io.tmpdir} is deleted before and after, but for a small file that
     * names the process.
     *
     * @throws IllegalStateException if it dies; the log says of what
     */
    void run(Topology topology) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(topology, settings());
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        streams.setStateListener((now, before) -> {
            if (now.hasCompletedShutdown()) {
                ended.countDown();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(streams), "stop"));
        streams.cleanUp();
        streams.start();
        ended.await();
        if (streams.state() == State.ERROR) {
            throw new IllegalStateException("Kafka Streams has died");
        }
    }

    private static void stop(KafkaStreams streams) {
        if (streams.close(CLOSE_TIMEOUT)) {
            streams.cleanUp();
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, STATE.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 20_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        FetchTuning.SETTINGS.forEach((name, value) -> settings.put(StreamsConfig.mainConsumerPrefix(name), value));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 10);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 64 << 20);
        return settings;
    }
}
