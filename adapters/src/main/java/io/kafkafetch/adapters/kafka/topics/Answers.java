package io.kafkafetch.adapters.kafka.topics;

import io.kafkafetch.adapters.kafka.client.SignIn;
import java.util.Optional;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ControllerMovedException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OperationNotAttemptedException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RebootstrapRequiredException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What an answer of the cluster's means to a start: whether waiting can change it, and what else can. */
final class Answers {

    private Answers() {}

    /** What somebody has to change, where waiting changes nothing; empty where it may. */
    static Optional<String> remedy(Throwable answer) {
        return answer instanceof ApiException refusal && !mayPass(refusal)
                ? Optional.of(remedyOf(refusal))
                : Optional.empty();
    }

    /** Kafka marks most of what passes; these are of a broker that starts, stops or loses its role. */
    private static boolean mayPass(ApiException refusal) {
        return refusal instanceof RetriableException
                || refusal instanceof UnknownServerException
                || refusal instanceof BrokerNotAvailableException
                || refusal instanceof ControllerMovedException
                || refusal instanceof OperationNotAttemptedException
                || refusal instanceof RebootstrapRequiredException;
    }

    private static String remedyOf(ApiException refusal) {
        if (refusal instanceof AuthenticationException authentication) {
            return SignIn.remedy(authentication);
        }
        if (refusal instanceof AuthorizationException) {
            return "grant this user the rights in the table of ACLs in docs/CONFIGURATION.md";
        }
        if (refusal instanceof UnsupportedVersionException) {
            return "upgrade the brokers: they are too old for this version of kafka-fetch";
        }
        if (refusal instanceof InvalidTopicException) {
            return "change INPUT_TOPIC, OUTPUT_TOPIC or DLQ_TOPIC";
        }
        if (refusal instanceof InvalidReplicationFactorException
                || refusal instanceof InvalidPartitionsException
                || refusal instanceof InvalidConfigurationException
                || refusal instanceof PolicyViolationException) {
            return "change TOPIC_PARTITIONS or TOPIC_REPLICATION, or create the topics without kafka-fetch";
        }
        return "change what it refuses, and start again";
    }
}
