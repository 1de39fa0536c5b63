package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What Kafka's clients say where they have no type for it. */
class KafkaClientsTest {

    private static Throwable failure(Map<String, Object> settings) {
        return catchThrowable(() -> Admin.create(settings).close());
    }

    @Test
    void aClusterWhoseNamesHaveNoAddressIsUnresolved() {
        assertThat(KafkaClients.isUnresolved(failure(Map.of("bootstrap.servers", "broker.invalid:9092"))))
                .isTrue();
    }

    @Test
    void aWrongSettingIsNot() {
        assertThat(KafkaClients.isUnresolved(failure(Map.of("bootstrap.servers", "localhost"))))
                .isFalse();
        assertThat(KafkaClients.isUnresolved(
                        failure(Map.of("bootstrap.servers", "localhost:1", "security.protocol", "NONE"))))
                .isFalse();
    }
}
