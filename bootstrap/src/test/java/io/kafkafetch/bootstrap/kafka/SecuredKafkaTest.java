package io.kafkafetch.bootstrap.kafka;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The suite with services that sign in by SCRAM over TLS, at a broker with an authorizer. It says nothing that
 * {@link EmbeddedKafkaTest}, {@link SecuredListenersTest} and {@link RightsTest} together do not, so it runs on request.
 */
@EnabledIfSystemProperty(named = "secured.suite", matches = "true", disabledReason = "runs with -Dsecured.suite=true")
class SecuredKafkaTest extends KafkaSuite {

    @Override
    KafkaCluster startCluster() {
        return KafkaCluster.secured();
    }
}
