package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.topics.TopicPlan;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a {@code dlq} command: whether they are there, and what they keep. Waits for no cluster. */
public final class LetterTopics {

    /** For each answer, the first one included. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private static final String RIGHTS = "grant this user the rights in the table of ACLs in docs/CONFIGURATION.md";

    private final KafkaClients clients;
    private final KafkaPipeline pipeline;

    public LetterTopics(KafkaClients clients, KafkaPipeline pipeline) {
        this.clients = clients;
        this.pipeline = pipeline;
    }

    /**
     * Makes sure that this topic is there.
     *
     * @param setting that names it, for people
     * @return which life of the topic it is in; empty where the cluster does not know it
     * @throws UnusableClusterException if it is not there, or nobody answers
     */
    public String require(String topic, String setting) throws InterruptedException {
        try (Admin admin = admin()) {
            return describe(admin, topic)
                    .map(TopicDescription::topicId)
                    .map(id -> id.equals(Uuid.ZERO_UUID) ? "" : id.toString())
                    .orElseThrow(() -> new UnusableClusterException(
                            "there is no topic " + topic + " at " + clients.bootstrapServers() + "; check " + setting));
        }
    }

    /** Whether there is a log. */
    public boolean hasLog() throws InterruptedException {
        try (Admin admin = admin()) {
            return isThere(admin, pipeline.deadLetterLogTopic());
        }
    }

    /**
     * Makes sure that there is a log.
     *
     * @param creation how to create it; empty where that is not allowed
     * @throws UnusableClusterException if there is none
     */
    public void requireLog(Optional<Topics.Creation> creation) throws InterruptedException {
        String topic = pipeline.deadLetterLogTopic();
        try (Admin admin = admin()) {
            if (isThere(admin, topic)) {
                requireCompacted(topic);
                return;
            }
            if (creation.isEmpty()) {
                throw new UnusableClusterException("there is no topic " + topic + " at " + clients.bootstrapServers()
                        + ", where dlq writes down what it does. Create it with cleanup.policy=compact, or let"
                        + " kafka-fetch do it with CREATE_TOPICS=true; check DLQ_LOG_TOPIC");
            }
            create(admin, topic, creation.get());
        }
    }

    /** Where that may be seen: what a log forgets would be sent a second time. */
    private void requireCompacted(String topic) throws InterruptedException {
        Optional<String> policy = config(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (policy.filter(known -> !known.equals(TopicConfig.CLEANUP_POLICY_COMPACT))
                .isPresent()) {
            throw new UnusableClusterException("topic " + topic + " has cleanup.policy=" + policy.get()
                    + " and would forget what was sent, which would be sent again: set it to compact with"
                    + " kafka-configs.sh --alter --add-config cleanup.policy=compact");
        }
    }

    private void create(Admin admin, String topic, Topics.Creation how) throws InterruptedException {
        try {
            admin.createTopics(
                            List.of(TopicPlan.of(topic, pipeline).topic(how)),
                            new CreateTopicsOptions().timeoutMs(millis()))
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw refusal(failure, "create topic " + topic);
            }
        }
        long begunNanos = System.nanoTime();
        while (!isThere(admin, topic)) { // a broker may know it a moment later
            if (System.nanoTime() - begunNanos > TIMEOUT.toNanos()) {
                throw new UnusableClusterException("topic " + topic + " was created, and after " + TIMEOUT.toSeconds()
                        + " s the cluster does not know it; check its brokers, and run the same command again");
            }
            Thread.sleep(100);
        }
    }

    /** How long the topic keeps a record; empty where that is not known, or it keeps all. */
    public Optional<Duration> retention(String topic) throws InterruptedException {
        return config(topic, TopicConfig.RETENTION_MS_CONFIG)
                .map(Long::valueOf)
                .filter(kept -> kept >= 0)
                .map(Duration::ofMillis);
    }

    /** Empty where this user may not see it. */
    private Optional<String> config(String topic, String name) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            Config config = admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().timeoutMs(millis()))
                    .all()
                    .get()
                    .get(resource);
            return Optional.ofNullable(config).map(known -> known.get(name)).map(ConfigEntry::value);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw refusal(failure, "DescribeConfigs of topic " + topic);
        }
    }

    private boolean isThere(Admin admin, String topic) throws InterruptedException {
        return describe(admin, topic).isPresent();
    }

    private Optional<TopicDescription> describe(Admin admin, String topic) throws InterruptedException {
        try {
            return admin
                    .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(millis()))
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .findFirst();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw refusal(failure, "Describe topic " + topic);
        }
    }

    private Admin admin() {
        try {
            return clients.admin();
        } catch (KafkaException failure) {
            throw KafkaClients.isUnresolved(failure) ? silent() : failure;
        }
    }

    private UnusableClusterException silent() {
        return new UnusableClusterException("no broker of KAFKA_BOOTSTRAP_SERVERS=" + clients.bootstrapServers()
                + " answers; check that the brokers run, the address and port, and KAFKA_SECURITY_PROTOCOL");
    }

    private RuntimeException refusal(ExecutionException failure, String what) {
        String cluster = "Kafka at " + clients.bootstrapServers();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case AuthorizationException denied ->
                new UnusableClusterException(cluster + " does not let this user " + what + "; " + RIGHTS);
            case TimeoutException none -> silent();
            default -> new UnusableClusterException(cluster + " refuses: " + KafkaFaults.describe(cause));
        };
    }

    private static int millis() {
        return Math.toIntExact(TIMEOUT.toMillis());
    }
}
