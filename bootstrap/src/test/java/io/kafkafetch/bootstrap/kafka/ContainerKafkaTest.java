package io.kafkafetch.bootstrap.kafka;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/**
 * The suite against Apache Kafka's image, wherever there is Docker. Where there must be ({@code REQUIRE_DOCKER=true}, as
 * in CI with an engine) a missing engine fails.
 */
@EnabledIf(value = "dockerIsThere", disabledReason = "no Docker engine on this machine")
class ContainerKafkaTest extends KafkaSuite {

    static boolean dockerIsThere() {
        return Boolean.parseBoolean(System.getenv("REQUIRE_DOCKER"))
                || DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    KafkaCluster startCluster() {
        return KafkaCluster.container();
    }
}
