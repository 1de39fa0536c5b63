package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What an exception of Kafka's clients, or of what is done with them, means to people. */
public final class KafkaFaults {

    /** Kafka wraps, futures wrap again; a chain longer than this is a circle. */
    private static final int LONGEST_CHAIN = 20;

    private KafkaFaults() {}

    /** The outermost cause that is known decides. */
    public static Fault of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            Optional<TroubleCode> code = code(cause);
            if (code.isPresent()) {
                return new Fault(code.get(), subject(cause), describe(failure));
            }
        }
        return Fault.of(TroubleCode.UNFORESEEN, describe(failure));
    }

    /** Classes beside their subclasses: the more special one first. */
    private static Optional<TroubleCode> code(Throwable failure) {
        @Nullable
        TroubleCode code = switch (failure) {
            case UnusableCheckpointException unusable -> unusable.code();
            case AuthenticationException e -> TroubleCode.AUTHENTICATION_FAILED;
            case AuthorizationException e -> TroubleCode.ACCESS_DENIED;
            case NotEnoughReplicasException e -> TroubleCode.TOO_FEW_REPLICAS;
            case NotEnoughReplicasAfterAppendException e -> TroubleCode.TOO_FEW_REPLICAS;
            case ProducerFencedException e -> TroubleCode.NAME_TAKEN;
            case FencedInstanceIdException e -> TroubleCode.NAME_TAKEN;
            case RecordTooLargeException e -> TroubleCode.RECORD_TOO_LARGE;
            case CommitFailedException e -> TroubleCode.REBALANCING;
            case IllegalGenerationException e -> TroubleCode.REBALANCING;
            case UnknownMemberIdException e -> TroubleCode.REBALANCING;
            case RebalanceInProgressException e -> TroubleCode.REBALANCING;
            case InvalidProducerEpochException e -> TroubleCode.TRANSACTION_FAILED;
            case InvalidTxnStateException e -> TroubleCode.TRANSACTION_FAILED;
            case TransactionAbortableException e -> TroubleCode.TRANSACTION_FAILED;
            case UnknownTopicOrPartitionException e -> TroubleCode.TOPIC_MISSING;
            case NetworkException e -> TroubleCode.CLUSTER_AWAY;
            case DisconnectException e -> TroubleCode.CLUSTER_AWAY;
            case InvalidMetadataException e -> TroubleCode.PARTITION_OFFLINE;
            case TimeoutException e -> TroubleCode.CLUSTER_AWAY;
            case ConfigException e -> TroubleCode.CLIENT_SETTING;
            case OutOfMemoryError e -> TroubleCode.OUT_OF_MEMORY;
            default -> null; // any other class there is
        };
        return Optional.ofNullable(code);
    }

    private static String subject(Throwable failure) {
        if (failure instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "topic "
                    + String.join(
                            ", ", topics.unauthorizedTopics().stream().sorted().toList());
        }
        if (failure instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "group " + group.groupId();
        }
        return failure instanceof TransactionalIdAuthorizationException
                ? "transactional ids with the group's id as prefix"
                : "";
    }

    /** The innermost cause that says something, without secrets. */
    public static String describe(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null && (told instanceof ExecutionException || told.getMessage() == null)) {
            told = told.getCause();
        }
        String cause = told.getCause() == null ? "" : " (" + told.getCause() + ")";
        return Secrets.ofThisProcess().hide(told.getClass().getSimpleName() + ": " + told.getMessage() + cause);
    }
}
