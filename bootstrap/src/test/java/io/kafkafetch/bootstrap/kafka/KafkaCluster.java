package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
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
        container.start();
        return new KafkaCluster() {
            @Override
            public String bootstrapServers() {
                return container.getBootstrapServers();
            }

            @Override
            public void close() {
                container.close();
            }
        };
    }
}
