package io.kafkafetch.benchmarks.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The one broker of a benchmark, in a process of its own, and what is asked of it. */
public final class Cluster implements AutoCloseable {

    private static final int START_SECONDS = 60;

    /** Kafka keeps the files of a deleted topic for a minute: those of many runs would fill a disk. */
    private static final Map<String, String> DELETED_AT_ONCE = Map.of("file.delete.delay.ms", "0");

    private final ChildProcess broker;
    private final Admin admin;
    private final String bootstrapServers;

    private Cluster(ChildProcess broker, String bootstrapServers) {
        this.broker = broker;
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Starts a broker that keeps its data in this directory, which is empty or that of an earlier one. */
    public static Cluster start(Path directory, Path log) {
        int port = freePort();
        ChildProcess broker = ChildProcess.start(
                ChildProcess.java(
                        List.of("-Xms1g", "-Xmx1g"),
                        BrokerMain.class.getName(),
                        directory.toString(),
                        String.valueOf(port)),
                Map.of(),
                log);
        awaitPort(broker, port);
        return new Cluster(broker, "localhost:" + port);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public ProcessHandle broker() {
        return broker.handle();
    }

    public void create(int partitions, String... topics) {
        get(admin.createTopics(List.of(topics).stream()
                        .map(topic -> new NewTopic(topic, partitions, (short) 1).configs(DELETED_AT_ONCE))
                        .toList())
                .all());
    }

    public boolean has(String topic) {
        return topics().contains(topic);
    }

    /** Deletes the topics whose name begins with this. */
    public void delete(String prefix) {
        Set<String> gone =
                topics().stream().filter(topic -> topic.startsWith(prefix)).collect(Collectors.toSet());
        get(admin.deleteTopics(gone).all());
    }

    private Set<String> topics() {
        return get(admin.listTopics().names());
    }

    /**
     * Records before the committed offsets of a group in this topic, which begins at 0. In this one alone: a group of Kafka
     * Streams reads its repartition topics too.
     */
    public long committed(String group, String topic) {
        return offsets(group).entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(topic) && offset.getValue() != null)
                .mapToLong(offset -> offset.getValue().offset())
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(String group) {
        try {
            return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (KafkaException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return Map.of(); // it has not joined yet
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }

    /** A port that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitPort(ChildProcess broker, int port) {
        Await.until("the broker listens", START_SECONDS, () -> {
            broker.check();
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new KafkaException(failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stop);
        }
    }
}
