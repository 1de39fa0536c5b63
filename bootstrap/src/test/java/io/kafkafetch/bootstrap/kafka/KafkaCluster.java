package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import org.testcontainers.kafka.KafkaContainer;

/** A real cluster to test against. */
interface KafkaCluster extends AutoCloseable {

    String bootstrapServers();

    @Override
    void close();

    /** The broker inside this process. */
    static KafkaCluster embedded() {
        EmbeddedBroker broker = EmbeddedBroker.startTemporary(0);
        return new KafkaCluster() {
            @Override
            public String bootstrapServers() {
                return broker.bootstrapServers();
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }

    /** Apache Kafka's own image. */
    static KafkaCluster container() {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.3.1").withStartupTimeout(Duration.ofMinutes(3));
        whileNobodyBrowses(container::start);
        return new KafkaCluster() {
            @Override
            public String bootstrapServers() {
                return container.getBootstrapServers();
            }

            @Override
            public void close() {
                whileNobodyBrowses(container::close);
            }
        };
    }

    private static void whileNobodyBrowses(Runnable change) {
        try {
            FileChannel held = SteadyNetwork.hold();
            try {
                change.run();
            } finally {
                held.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
