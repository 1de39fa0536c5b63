package io.kafkafetch.bootstrap.kafka;

/** The suite against the broker inside the process. */
class EmbeddedKafkaTest extends KafkaSuite {

    @Override
    KafkaCluster startCluster() {
        return KafkaCluster.embedded();
    }
}
