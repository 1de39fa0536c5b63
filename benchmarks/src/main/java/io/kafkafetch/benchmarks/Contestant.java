package io.kafkafetch.benchmarks;

import io.kafkafetch.benchmarks.cluster.ChildProcess;
import io.kafkafetch.benchmarks.cluster.Cluster;
import io.kafkafetch.benchmarks.contestants.Floor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One that reads the logins: a process, and how to see how far it is.
 *
 * @param name in the table
 */
record Contestant(String name, Start start, Position position) {

    /** What a contestant is to do: read this topic, and publish to those. */
    record Task(String bootstrapServers, String inputTopic, String outputTopic, String deadLetterTopic, String group) {}

    /** Starts the contestant's process. */
    interface Start {
        ChildProcess start(Task task, Path log);
    }

    /** How a contestant tells how many records it has dealt with. */
    enum Position {
        /** By what its group has committed. */
        COMMITTED,
        /** By an MBean, since it commits nothing. */
        COUNTED
    }

    /** A plain consumer that counts bytes. */
    static Contestant floor() {
        return new Contestant(
                "floor: consumer that counts bytes",
                (task, log) -> ChildProcess.start(
                        ChildProcess.java(List.of(), Floor.class.getName(), task.bootstrapServers(), task.inputTopic()),
                        Map.of(),
                        log),
                Position.COUNTED);
    }

    /** Kafka Streams, with the topology of this class. */
    static Contestant streams(String name, Class<?> main, int batchSize) {
        return new Contestant(
                name,
                (task, log) -> ChildProcess.start(
                        ChildProcess.java(
                                List.of(),
                                main.getName(),
                                task.bootstrapServers(),
                                task.inputTopic(),
                                task.outputTopic(),
                                task.group(),
                                String.valueOf(batchSize)),
                        Map.of(),
                        log),
                Position.COMMITTED);
    }

    /** {@code kafka-fetch run} as everybody runs it, by its launcher, with these settings beside those of the task. */
    static Contestant kafkaFetch(Path home, String name, Map<String, String> settings) {
        return new Contestant(
                name,
                (task, log) -> {
                    Map<String, String> environment = new HashMap<>(settings);
                    environment.put("KAFKA_FETCH_JAVA_HOME", System.getProperty("java.home"));
                    environment.put("KAFKA_BOOTSTRAP_SERVERS", task.bootstrapServers());
                    environment.put("INPUT_TOPIC", task.inputTopic());
                    environment.put("OUTPUT_TOPIC", task.outputTopic());
                    environment.put("DLQ_TOPIC", task.deadLetterTopic());
                    environment.put("GROUP_ID", task.group());
                    environment.put("CREATE_TOPICS", "true"); // those of rollups, one partition each
                    environment.put("TALLIES_TOPIC", task.group() + "-tallies");
                    environment.put("ROLLUPS_TOPIC", task.group() + "-rollups");
                    environment.put("HTTP_PORT", String.valueOf(Cluster.freePort()));
                    return ChildProcess.start(
                            List.of(home.resolve("kafka-fetch").toString(), "run"), environment, log);
                },
                Position.COMMITTED);
    }

    /** With totals over all partitions, made by the process itself. */
    static Contestant kafkaFetchWithRollups(Path home, int batchSize) {
        return kafkaFetch(
                home,
                "kafka-fetch, batch " + Table.grouped(batchSize) + ", rollups",
                Map.of("BATCH_SIZE", String.valueOf(batchSize), "ROLLUPS", "on"));
    }

    /** With totals over all partitions, and different users in them. */
    static Contestant kafkaFetchWithUsers(Path home, int batchSize) {
        return kafkaFetch(
                home,
                "kafka-fetch, batch " + Table.grouped(batchSize) + ", rollups, unique users",
                Map.of(
                        "BATCH_SIZE", String.valueOf(batchSize),
                        "ROLLUPS", "on",
                        "UNIQUE_USERS_KEY", "a key of the benchmarks"));
    }

    /** One that publishes no insights; with this setting of totals. */
    static Contestant kafkaFetchWithoutInsights(Path home, int batchSize, String rollups) {
        return kafkaFetch(
                home,
                "kafka-fetch, batch " + Table.grouped(batchSize) + ", no insights, rollups " + rollups,
                Map.of("BATCH_SIZE", String.valueOf(batchSize), "INSIGHTS", "none", "ROLLUPS", rollups));
    }

    static Contestant kafkaFetch(Path home, int batchSize) {
        return kafkaFetch(
                home,
                "kafka-fetch, batch " + Table.grouped(batchSize),
                Map.of("BATCH_SIZE", String.valueOf(batchSize)));
    }
}
