package io.kafkafetch.adapters.kafka.check;

import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.rights.Resource;
import io.kafkafetch.adapters.kafka.rights.Right;
import io.kafkafetch.adapters.kafka.rights.Rights;
import io.kafkafetch.adapters.kafka.rights.Use;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a pipeline: are they there, and will they lose or refuse records. Used by one thread. */
record TopicsCheck(
        Admin admin,
        KafkaPipeline pipeline,
        Set<Use> uses,
        LongUnaryOperator deadLetterBytes,
        int brokers,
        List<Finding> findings) {

    private static final long MILLIS_A_HOUR = Duration.ofHours(1).toMillis();
    private static final long HOURS_A_DAY = 24;

    /** What is known of a topic's configuration. */
    private record Known(Config config) {

        String text(String name) {
            ConfigEntry entry = config.get(name);
            return entry == null || entry.value() == null ? "" : entry.value();
        }

        long number(String name) {
            String text = text(name);
            return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
        }

        boolean isCompacted() {
            return Arrays.asList(text(TopicConfig.CLEANUP_POLICY_CONFIG).split(","))
                    .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        }
    }

    void look() throws InterruptedException {
        Optional<Known> input = Optional.empty();
        for (Resource topic : topics()) {
            Optional<Known> known = look(topic);
            if (topic == Resource.INPUT_TOPIC) {
                input = known;
            }
            if (topic == Resource.DLQ_TOPIC && input.isPresent() && known.isPresent()) {
                compareSizes(input.get(), known.get());
            }
        }
    }

    /** All that a right is needed on, in the order of the table. */
    private Set<Resource> topics() {
        Set<Resource> topics = new LinkedHashSet<>();
        Set<Use> withoutCreation = new LinkedHashSet<>(uses);
        withoutCreation.removeAll(Set.of(Use.CREATING, Use.WARNINGS));
        for (Right right : Rights.of(withoutCreation)) {
            if (right.resource().isTopic()) {
                topics.add(right.resource());
            }
        }
        return topics;
    }

    private Optional<Known> look(Resource topic) throws InterruptedException {
        String name = topic.name(pipeline);
        String subject = "topic " + name;
        Answer<TopicDescription> answer = Answer.of(
                admin.describeTopics(List.of(name), new DescribeTopicsOptions().timeoutMs(Answer.timeoutMillis()))
                        .topicNameValues()
                        .get(name));
        if (answer.value().isEmpty()) {
            findings.add(absent(subject, answer));
            return Optional.empty();
        }
        TopicDescription description = answer.value().get();
        Optional<Known> known = config(name);
        findings.add(Finding.ok(
                subject,
                describe(description) + known.map(TopicsCheck::describe).orElse("")));
        if (known.isEmpty()) {
            findings.add(Finding.warn(
                    subject,
                    "retention, compaction and sizes cannot be seen",
                    "grant DescribeConfigs on it, so that what loses records is found"));
        }
        partitions(topic, subject, description, known);
        known.ifPresent(config -> compaction(topic, subject, config));
        return known;
    }

    private Finding absent(String subject, Answer<TopicDescription> answer) {
        if (answer.failedWith(AuthorizationException.class)) {
            return Finding.fail(
                    subject,
                    "this user may not Describe it, whether it is there or not",
                    "grant the rights below, which imply Describe");
        }
        if (answer.failedWith(UnknownTopicOrPartitionException.class)) {
            return uses.contains(Use.CREATING)
                    ? Finding.warn(subject, "not there yet", "nothing: CREATE_TOPICS=true creates it")
                    : Finding.fail(
                            subject, "not there", "create it (kafka-topics --create), or set CREATE_TOPICS=true once");
        }
        Throwable failure = answer.failure();
        return Finding.fail(
                subject,
                failure == null ? "unknown" : KafkaFaults.describe(failure),
                "see docs/RUNBOOK.md, and check again");
    }

    private Optional<Known> config(String name) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return Answer.of(admin.describeConfigs(
                                List.of(resource), new DescribeConfigsOptions().timeoutMs(Answer.timeoutMillis()))
                        .values()
                        .get(resource))
                .value()
                .map(Known::new);
    }

    private static String describe(TopicDescription topic) {
        int partitions = topic.partitions().size();
        int copies = topic.partitions().getFirst().replicas().size();
        return partitions
                + (partitions == 1 ? " partition, " : " partitions, ")
                + copies
                + (copies == 1 ? " copy" : " copies");
    }

    private static String describe(Known config) {
        long millis = config.number(TopicConfig.RETENTION_MS_CONFIG);
        long bytes = config.number(TopicConfig.RETENTION_BYTES_CONFIG);
        return ", kept " + (millis < 0 ? "for ever" : duration(millis))
                + (bytes < 0 ? "" : " and " + bytes + " bytes a partition") + ", "
                + setting(config, TopicConfig.CLEANUP_POLICY_CONFIG) + ", "
                + setting(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG) + ", "
                + setting(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    }

    private static String duration(long millis) {
        long hours = millis / MILLIS_A_HOUR;
        if (hours * MILLIS_A_HOUR != millis || hours == 0) {
            return millis + " ms";
        }
        return hours % HOURS_A_DAY == 0 ? hours / HOURS_A_DAY + " d" : hours + " h";
    }

    private static String setting(Known config, String name) {
        return name + "=" + config.text(name);
    }

    private void partitions(Resource topic, String subject, TopicDescription description, Optional<Known> known) {
        int copies = description.partitions().getFirst().replicas().size();
        long least = known.map(config -> config.number(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
                .orElse(1L);
        if (description.partitions().stream().anyMatch(TopicsCheck::isOffline)) {
            findings.add(Finding.fail(subject, "a partition has no leader", "bring back the brokers that hold it"));
        } else if (least > copies) {
            findings.add(Finding.fail(
                    subject,
                    "min.insync.replicas=" + least + " is more than its copies: it takes no record",
                    "lower min.insync.replicas, or give it more copies"));
        } else if (description.partitions().stream()
                .anyMatch(partition -> partition.isr().size() < least)) {
            findings.add(Finding.fail(
                    subject, "too few copies are in sync to take a record", "bring the missing brokers back"));
        } else if (copies == 1 && brokers > 1) {
            findings.add(Finding.warn(subject, "one copy: a lost broker is lost logins", "give it 3 copies"));
        }
        if ((topic == Resource.TALLIES_TOPIC || topic == Resource.ROLLUPS_TOPIC)
                && description.partitions().size() > 1) {
            findings.add(Finding.warn(
                    subject, "its first partition alone is used", "nothing; one partition would be enough"));
        }
    }

    private static boolean isOffline(TopicPartitionInfo partition) {
        return partition.leader() == null || partition.leader().isEmpty();
    }

    private void compaction(Resource topic, String subject, Known config) {
        boolean compacted = config.isCompacted();
        if (topic == Resource.ROLLUPS_TOPIC || topic == Resource.DLQ_LOG_TOPIC) {
            if (!compacted) {
                String lost = topic == Resource.ROLLUPS_TOPIC
                        ? "totals end with its retention"
                        : "letters are open again, and may be sent again, after its retention";
                findings.add(Finding.warn(subject, "not compacted: " + lost, alter("cleanup.policy=compact")));
            }
        } else if (compacted) {
            findings.add(Finding.warn(
                    subject,
                    "compacted: Kafka deletes all but the last record of each key",
                    alter("cleanup.policy=delete")));
        }
    }

    private void compareSizes(Known input, Known deadLetters) {
        long most = input.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        long kept = deadLetterBytes.applyAsLong(most);
        if (kept > 0 && deadLetters.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) <= kept) {
            findings.add(Finding.warn(
                    "topic " + pipeline.deadLetterTopic(),
                    "a dead letter takes more than its record: one of nearly " + most + " bytes would not fit whole",
                    alter("max.message.bytes=" + (kept + (64 << 10)))));
        }
    }

    private static String alter(String setting) {
        return "set it with kafka-configs.sh --alter --add-config " + setting;
    }
}
