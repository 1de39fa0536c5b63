package io.kafkafetch.bootstrap.kafka;

import org.junit.jupiter.api.condition.EnabledIf;

/** The suite against Apache Kafka's image, wherever there is Docker, see {@link ContainerKafkaTest}. */
@EnabledIf(
        value = "io.kafkafetch.bootstrap.kafka.ContainerKafkaTest#dockerIsThere",
        disabledReason = "no Docker engine on this machine")
class ContainerLiveTest extends LiveSuite {

    @Override
    KafkaCluster startCluster() {
        return KafkaCluster.container();
    }
}
