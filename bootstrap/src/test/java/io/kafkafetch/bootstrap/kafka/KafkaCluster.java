package io.kafkafetch.bootstrap.kafka;

import io.kafkafetch.adapters.broker.EmbeddedBroker;
import io.kafkafetch.adapters.broker.SecuredBroker;
import io.kafkafetch.adapters.broker.SecuredBroker.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.testcontainers.kafka.KafkaContainer;

/** A real cluster to test against. */
interface KafkaCluster extends AutoCloseable {

    String bootstrapServers();

    /** How services sign in, where they do so by other settings than those of the plain listener. */
    default Map<String, String> serviceSettings() {
        return Map.of();
    }

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

    /** The broker inside this process, at its listener with SASL and TLS; to the tests themselves it is a plain one. */
    static KafkaCluster secured() {
        try {
            SecuredBroker broker = SecuredBroker.start();
            broker.addUser("service", "password-of-the-service");
            for (ResourceType type : List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
                broker.allow("service", new ResourcePattern(type, "*", PatternType.LITERAL), Set.of(AclOperation.ALL));
            }
            Map<String, String> settings = new HashMap<>(broker.clientSettings("service", "password-of-the-service"));
            settings.put("bootstrap.servers", broker.address(Listener.SASL));
            return new KafkaCluster() {
                @Override
                public String bootstrapServers() {
                    return broker.plain();
                }

                @Override
                public Map<String, String> serviceSettings() {
                    return settings;
                }

                @Override
                public void close() {
                    broker.close();
                }
            };
        } catch (Exception e) {
            throw new IllegalStateException("no secured broker", e);
        }
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
