package io.kafkafetch.adapters.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new InvalidTopicException("x"), "DLQ_TOPIC"),
                Arguments.of(new PolicyViolationException("x"), "TOPIC_PARTITIONS"),
                Arguments.of(new InvalidReplicationFactorException("x"), "TOPIC_REPLICATION"),
                Arguments.of(new InvalidPartitionsException("x"), "TOPIC_PARTITIONS"),
                Arguments.of(new InvalidConfigurationException("x"), "create the topics"),
                Arguments.of(new UnsupportedVersionException("x"), "upgrade the brokers"),
                Arguments.of(new SaslAuthenticationException("x"), "KAFKA_SASL_"),
                Arguments.of(new SslAuthenticationException("x"), "KAFKA_SSL_"),
                Arguments.of(tls("PKIX path building failed"), "KAFKA_SSL_TRUSTSTORE_LOCATION"),
                Arguments.of(tls("(certificate_required) Received fatal alert"), "KAFKA_SSL_KEYSTORE_LOCATION"),
                Arguments.of(tls("No subject alternative DNS name matching"), "KAFKA_BOOTSTRAP_SERVERS"),
                Arguments.of(tls("Unsupported or unrecognized SSL message"), "does not speak TLS"),
                Arguments.of(new UnsupportedSaslMechanismException("x"), "KAFKA_SASL_MECHANISM"),
                Arguments.of(new IllegalSaslStateException("x"), "KAFKA_SECURITY_PROTOCOL"),
                Arguments.of(new TopicAuthorizationException("x"), "ACLs"),
                Arguments.of(new ClusterAuthorizationException("x"), "ACLs"),
                Arguments.of(new InvalidRequestException("x"), "start again"));
    }

    private static SslAuthenticationException tls(String message) {
        return new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException(message));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalThatStaysNamesWhatToChange(RuntimeException refusal, String remedy) {
        assertThat(Answers.remedy(refusal))
                .hasValueSatisfying(text -> assertThat(text).contains(remedy));
    }

    static Stream<RuntimeException> passing() {
        return Stream.of(
                new TimeoutException("x"),
                new DisconnectException("x"),
                new NotControllerException("x"),
                new ThrottlingQuotaExceededException("x"),
                new BrokerNotAvailableException("x"),
                new UnknownServerException("x"),
                new KafkaException("x"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatMayPassIsWaitedFor(RuntimeException answer) {
        assertThat(Answers.remedy(answer)).isEmpty();
    }
}
