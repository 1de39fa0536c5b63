package io.kafkafetch.adapters.kafka.topics;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import io.kafkafetch.application.trouble.TroubleBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a cluster and sees to its topics: creates the missing ones where that is allowed.
 */
public final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration WATCH_PAUSE = Duration.ofSeconds(5);
    private static final String PLACE = "reaching the cluster";
    private static final int LOOKS_PER_WARNING = 12;

    private final Supplier<Admin> admins;
    private final String cluster;
    private final String deadLetterTopic;
    private final List<String> used;
    private final Optional<RollupTopics> rollups;
    private final Optional<Creation> creation;
    private final TroubleBoard board;
    private final TopicWarnings warnings;

    /**
     * @param admins makes administrative clients
     * @param cluster how the cluster is named to people: its bootstrap servers
     * @param used those of the three that have to be there, in the order they are named to people; at least one, unless
     *     there are rollups
     * @param rollups further topics that have to be there
     * @param creation how to create missing topics; empty where that is not allowed
     * @param board where it is reported that the cluster does not answer or refuses, and that a topic is compacted
     * @param deadLetterBytes that a record of so many takes as a dead letter, at most; 0 where none of it is kept
     * @param shortage what is wrong with the heap for records of so many bytes, for people; empty where nothing is
     */
    public Topics(
            Supplier<Admin> admins,
            String cluster,
            String inputTopic,
            String outputTopic,
            String deadLetterTopic,
            List<String> used,
            Optional<RollupTopics> rollups,
            Optional<Creation> creation,
            TroubleBoard board,
            LongUnaryOperator deadLetterBytes,
            LongFunction<Optional<String>> shortage) {
        if ((used.isEmpty() && rollups.isEmpty())
                || !List.of(inputTopic, outputTopic, deadLetterTopic).containsAll(used)) {
            throw new IllegalArgumentException("not some of the three topics: " + used);
        }
        this.admins = admins;
        this.cluster = cluster;
        this.deadLetterTopic = deadLetterTopic;
        this.used = List.copyOf(used);
        this.rollups = rollups;
        this.creation = creation;
        this.board = board;
        this.warnings = new TopicWarnings(
                cluster,
                this.used,
                used.contains(inputTopic) ? Optional.of(inputTopic) : Optional.empty(),
                used.contains(deadLetterTopic) ? Optional.of(deadLetterTopic) : Optional.empty(),
                board,
                deadLetterBytes,
                shortage);
    }

    /** All three topics are used, with a heap that holds any record. */
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
                Optional.empty(),
                creation,
                board,
                LongUnaryOperator.identity(),
                bytes -> Optional.empty());
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

    /** The cluster cannot be used as it is: a topic is missing, for example; the message says why and how to fix it. */
    public static final class UnusableClusterException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnusableClusterException(String message) {
            super(message);
        }
    }

    /**
     * Returns once the cluster answers and the topics are there; waits for the cluster until it does.
     *
     * @throws UnusableClusterException if a topic stays missing and may not be created, or the cluster refuses for good
     * @throws KafkaException if no client can be made with what is configured
     */
    public void await() throws InterruptedException {
        Missing missing = new Missing(cluster);
        while (true) {
            try (Admin admin = admins.get()) {
                if (create(admin, missing(admin), missing)) {
                    board.fine(PLACE);
                    warnings.look(admin);
                    return;
                }
            } catch (ExecutionException | KafkaException failure) {
                refuseWhatStays(failure);
                if (failure instanceof KafkaException unmade && isUnmade(unmade)) {
                    throw unmade;
                }
                board.report(PLACE, KafkaFaults.of(failure));
            }
            Thread.sleep(RETRY_PAUSE);
        }
    }

    /** Whether this is of a client that could not be made, for another reason than that no broker has an address yet. */
    private static boolean isUnmade(KafkaException failure) {
        boolean isOfSettings = failure instanceof ConfigException
                || String.valueOf(failure.getMessage()).startsWith("Failed to create");
        return isOfSettings && !KafkaClients.isUnresolved(failure);
    }

    /**
     * Looks every {@link #WATCH_PAUSE} whether the cluster answers, for health and log, and now and then whether its topics
     * are compacted. Ends when it is interrupted.
     */
    public void watch() throws InterruptedException {
        try (Admin admin = admins.get()) {
            for (int looks = 1; ; looks++) {
                Thread.sleep(WATCH_PAUSE);
                if (answers(admin) && looks % LOOKS_PER_WARNING == 0) {
                    warnings.look(admin);
                }
            }
        }
    }

    private boolean answers(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis()))
                    .nodes()
                    .get();
            board.fine(PLACE);
            return true;
        } catch (ExecutionException failure) {
            board.report(PLACE, KafkaFaults.of(failure));
            return false;
        }
    }

    private void refuseWhatStays(Throwable failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        Answers.remedy(cause).ifPresent(remedy -> {
            throw new UnusableClusterException(
                    "Kafka at " + cluster + " refuses: " + KafkaFaults.describe(cause) + "; " + remedy);
        });
    }

    private List<String> missing(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics(new ListTopicsOptions().timeoutMs(millis()))
                .names()
                .get();
        List<String> missing = new ArrayList<>(used);
        rollups.ifPresent(topics -> missing.addAll(List.of(topics.tallies(), topics.rollups())));
        missing.removeAll(present);
        return missing;
    }

    /** Whether all that are used are there now. */
    private boolean create(Admin admin, List<String> absent, Missing missing)
            throws ExecutionException, InterruptedException {
        if (absent.isEmpty()) {
            return true;
        }
        if (creation.isEmpty()) {
            Denied.refuseHidden(admin, cluster, absent);
            missing.report(absent);
            return false;
        }
        create(admin, absent, creation.get());
        return true;
    }

    private void create(Admin admin, List<String> missing, Creation how)
            throws ExecutionException, InterruptedException {
        List<NewTopic> topics = missing.stream()
                .map(name -> TopicPlan.of(name, deadLetterTopic, rollups).topic(how))
                .toList();
        for (NewTopic topic : topics) {
            try {
                admin.createTopics(List.of(topic), new CreateTopicsOptions().timeoutMs(millis()))
                        .all()
                        .get();
                LOG.info("Created topic {} with {} partitions", topic.name(), topic.numPartitions());
            } catch (ExecutionException failure) {
                Denied.refuseCreation(cluster, topic.name(), failure);
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
                Denied.refuseHidden(admin, cluster, List.of(topic.name()));
            }
        }
    }

    private static int millis() {
        return Math.toIntExact(ANSWER_TIMEOUT.toMillis());
    }
}
