package io.kafkafetch.adapters.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kafkafetch.application.trouble.TroubleCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFaultsTest {

    static List<Arguments> failures() {
        return List.of(
                arguments(new TimeoutException("Call(callName=listNodes)"), "Kafka does not answer"),
                arguments(new DisconnectException("gone"), "Kafka does not answer"),
                arguments(new SaslAuthenticationException("no"), "Kafka does not accept the credentials"),
                arguments(new SslAuthenticationException("no"), "Kafka does not accept the credentials"),
                arguments(new ClusterAuthorizationException("no"), "Kafka does not allow access"),
                arguments(new TopicAuthorizationException(Set.of("b", "a")), "Kafka does not allow access: topic a, b"),
                arguments(
                        GroupAuthorizationException.forGroupId("kafka-fetch"),
                        "Kafka does not allow access: group kafka-fetch"),
                arguments(
                        new TransactionalIdAuthorizationException("no"),
                        "Kafka does not allow access: transactional ids with the group's id as prefix"),
                arguments(new NotEnoughReplicasException("1 of 2"), TroubleCode.TOO_FEW_REPLICAS.what()),
                arguments(new NotEnoughReplicasAfterAppendException("1 of 2"), TroubleCode.TOO_FEW_REPLICAS.what()),
                arguments(new ProducerFencedException("newer"), TroubleCode.NAME_TAKEN.what()),
                arguments(new FencedInstanceIdException("newer"), TroubleCode.NAME_TAKEN.what()),
                arguments(new RecordTooLargeException("2 MB"), TroubleCode.RECORD_TOO_LARGE.what()),
                arguments(new CommitFailedException("left"), TroubleCode.REBALANCING.what()),
                arguments(new IllegalGenerationException("3"), TroubleCode.REBALANCING.what()),
                arguments(new UnknownMemberIdException("x"), TroubleCode.REBALANCING.what()),
                arguments(new RebalanceInProgressException("x"), TroubleCode.REBALANCING.what()),
                arguments(new InvalidProducerEpochException("x"), TroubleCode.TRANSACTION_FAILED.what()),
                arguments(new InvalidTxnStateException("x"), TroubleCode.TRANSACTION_FAILED.what()),
                arguments(new TransactionAbortableException("x"), TroubleCode.TRANSACTION_FAILED.what()),
                arguments(new UnknownTopicOrPartitionException("x"), TroubleCode.TOPIC_MISSING.what()),
                arguments(new LeaderNotAvailableException("x"), TroubleCode.PARTITION_OFFLINE.what()),
                arguments(new ConfigException("acks", "5"), TroubleCode.CLIENT_SETTING.what()),
                arguments(new OutOfMemoryError("heap"), TroubleCode.OUT_OF_MEMORY.what()),
                arguments(
                        new UnusableCheckpointException(TroubleCode.TOPIC_RECREATED, "it was"),
                        TroubleCode.TOPIC_RECREATED.what()),
                arguments(new BrokerNotAvailableException("x"), TroubleCode.UNFORESEEN.what()),
                arguments(new IllegalStateException("x"), TroubleCode.UNFORESEEN.what()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsAPlainSentenceHoweverItIsWrapped(Throwable failure, String what) {
        assertThat(Stream.of(
                                failure,
                                new ExecutionException(failure),
                                new KafkaException("outer", failure),
                                new IllegalStateException("a", new IllegalStateException("b", failure)))
                        .map(wrapped -> KafkaFaults.of(wrapped).what()))
                .containsOnly(what);
        assertThat(KafkaFaults.of(failure).details())
                .contains(failure.getClass().getSimpleName());
    }

    @Test
    void causesThatAreACircleEnd() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));

        assertThat(KafkaFaults.of(one).code()).isEqualTo(TroubleCode.UNFORESEEN);
    }

    @Test
    void theDetailsAreOfTheCauseThatSaysSomething() {
        assertThat(KafkaFaults.describe(new KafkaException("outer", new TimeoutException("inner"))))
                .isEqualTo("KafkaException: outer (org.apache.kafka.common.errors.TimeoutException: inner)");
        assertThat(KafkaFaults.describe(new ExecutionException("wraps", new TimeoutException("inner"))))
                .isEqualTo("TimeoutException: inner");
        assertThat(KafkaFaults.describe(new IllegalStateException(null, new TimeoutException("inner"))))
                .isEqualTo("TimeoutException: inner");
        assertThat(KafkaFaults.describe(new IllegalStateException())).isEqualTo("IllegalStateException: null");
    }
}
