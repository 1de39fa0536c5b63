package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a cluster and sees to its topics: creates the missing ones where that is allowed.
 *
 * @param admins makes administrative clients
 * @param cluster how the cluster is named to people: its bootstrap servers
 * @param used those of the three that have to be there, in the order they are named to people; at least one
 * @param creation how to create missing topics; empty where that is not allowed
 * @param board where it is reported that the cluster does not answer, or refuses
 */
public record Topics(
        Supplier<Admin> admins,
        String cluster,
        String inputTopic,
        String outputTopic,
        String deadLetterTopic,
        List<String> used,
        Optional<Creation> creation,
        TroubleBoard board) {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(5);
    private static final String PLACE = LaneStatus.Concern.CLUSTER.activity();

    /** A dead letter is its record and some headers: its topic takes more than a record's default of 1 MiB. */
    private static final int DEAD_LETTER_BYTES = 2 << 20;

    public Topics {
        used = List.copyOf(used);
        if (used.isEmpty() || !List.of(inputTopic, outputTopic, deadLetterTopic).containsAll(used)) {
            throw new IllegalArgumentException("not some of the three topics: " + used);
        }
    }

    /** All three topics are used. */
    public Topics(
            Supplier<Admin> admins,
            String cluster,
            String inputTopic,
            String outputTopic,
            String deadLetterTopic,
            Optional<Creation> creation,
            TroubleBoard board) {
        this(
                admins,
                cluster,
                inputTopic,
                outputTopic,
                deadLetterTopic,
                List.of(inputTopic, outputTopic, deadLetterTopic),
                creation,
                board);
    }

    /**
     * How topics are created.
     *
     * @param partitions of each, at least 1
     * @param replication copies of each partition; {@code -1} for the broker's default
     */
    public record Creation(int partitions, short replication) {
        public Creation {
            if (partitions < 1) {
                throw new IllegalArgumentException("topics need at least 1 partition, not " + partitions);
            }
            if (replication < 1 && replication != -1) {
                throw new IllegalArgumentException(
                        "a replication factor is at least 1, or -1 for the broker's default, not " + replication);
            }
        }
    }

    /** The cluster cannot be used as it is, a topic is missing, say; the message says why and how to mend it. */
    public static final class UnusableClusterException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableClusterException(String message) {
            super(message);
        }
    }

    /**
     * Returns once the cluster answers and the topics are there; waits for the cluster as long as it takes.
     *
     * @throws UnusableClusterException if a topic is missing and may not be created, or the cluster refuses
     */
    public void await() throws InterruptedException {
        while (true) {
            try (Admin admin = admins.get()) {
                List<String> missing = missing(admin);
                create(admin, missing);
                warnOfSmallDeadLetters(admin);
                board.fine(PLACE);
                return;
            } catch (ExecutionException | KafkaException failure) {
                refuseHopeless(failure);
                board.report(PLACE, KafkaFaults.of(failure));
            }
            Thread.sleep(RETRY_PAUSE);
        }
    }

    /** Looks every {@link #WATCH_PAUSE} whether the cluster answers, for health and log. Ends when it is interrupted. */
    public void watch() throws InterruptedException {
        try (Admin admin = admins.get()) {
            while (true) {
                Thread.sleep(WATCH_PAUSE);
                look(admin);
            }
        }
    }

    private void look(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis()))
                    .nodes()
                    .get();
            board.fine(PLACE);
        } catch (ExecutionException failure) {
            board.report(PLACE, KafkaFaults.of(failure));
        }
    }

    /** What no waiting mends: credentials, rights, and topics that cannot be made as asked for. */
    private void refuseHopeless(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof InvalidReplicationFactorException
                || cause instanceof InvalidPartitionsException
                || cause instanceof PolicyViolationException) {
            throw new UnusableClusterException("Kafka at " + cluster + " refuses: " + KafkaFaults.describe(cause)
                    + ". Mend the KAFKA_… or TOPIC_… settings, or the cluster's rights");
        }
    }

    private List<String> missing(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics(new ListTopicsOptions().timeoutMs(millis()))
                .names()
                .get();
        List<String> missing = new ArrayList<>(used);
        missing.removeAll(present);
        return missing;
    }

    private void create(Admin admin, List<String> missing) throws ExecutionException, InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        Creation how = creation.orElseThrow(() -> new UnusableClusterException("topics missing at " + cluster + ": "
                + String.join(", ", missing)
                + ". Create them (kafka-topics --create), or let kafka-fetch do it with CREATE_TOPICS=true"));
        List<NewTopic> topics =
                missing.stream().map(name -> newTopic(name, how)).toList();
        for (NewTopic topic : topics) {
            try {
                admin.createTopics(List.of(topic), new CreateTopicsOptions().timeoutMs(millis()))
                        .all()
                        .get();
                LOG.info("Created topic {} with {} partitions", topic.name(), how.partitions());
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
    }

    private NewTopic newTopic(String name, Creation how) {
        NewTopic topic = new NewTopic(
                name,
                Optional.of(how.partitions()),
                how.replication() == -1 ? Optional.empty() : Optional.of(how.replication()));
        return name.equals(deadLetterTopic)
                ? topic.configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DEAD_LETTER_BYTES)))
                : topic;
    }

    /** Whoever may not read topic configurations goes without the warning. */
    private void warnOfSmallDeadLetters(Admin admin) throws InterruptedException {
        if (!used.containsAll(List.of(inputTopic, deadLetterTopic))) {
            return;
        }
        try {
            long input = maxMessageBytes(admin, inputTopic);
            long deadLetter = maxMessageBytes(admin, deadLetterTopic);
            if (deadLetter <= input) {
                LOG.warn(
                        "Topic {} takes records of {} bytes, {} only {}: a dead letter adds headers, so the largest"
                                + " ones would go without their value; raise max.message.bytes of {}",
                        inputTopic,
                        input,
                        deadLetterTopic,
                        deadLetter,
                        deadLetterTopic);
            }
        } catch (ExecutionException | KafkaException | NumberFormatException unknown) {
            LOG.debug("max.message.bytes of the topics could not be compared", unknown);
        }
    }

    private static long maxMessageBytes(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().timeoutMs(millis()))
                .all()
                .get()
                .getOrDefault(resource, new Config(List.of()));
        ConfigEntry entry = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return Long.parseLong(entry == null ? "" : entry.value());
    }

    private static int millis() {
        return Math.toIntExact(ANSWER_TIMEOUT.toMillis());
    }
}
