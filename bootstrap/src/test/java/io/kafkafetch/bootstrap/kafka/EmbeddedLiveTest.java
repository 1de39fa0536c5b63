package io.kafkafetch.bootstrap.kafka;

/** The suite against the broker inside the process. */
class EmbeddedLiveTest extends LiveSuite {

    @Override
    KafkaCluster startCluster() {
        return KafkaCluster.embedded();
    }
}
