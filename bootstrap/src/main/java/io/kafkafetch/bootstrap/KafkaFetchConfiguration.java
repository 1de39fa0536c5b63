package io.kafkafetch.bootstrap;

import io.kafkafetch.application.BatchPolicy;
import io.kafkafetch.domain.HourOfDay;
import io.kafkafetch.domain.MissingDeviceType;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * The service's own settings, {@code kafka-fetch.*}; each has an environment variable, see {@code application.yml} and
 * the README's table. Kafka's own client settings are {@code kafka.*}, and so {@code KAFKA_*} in the environment.
 *
 * @param inputTopic topic the logins come from
 * @param outputTopic topic the insights go to
 * @param dlqTopic topic the dead letters go to
 * @param groupId consumer group
 * @param instanceId name of this instance, the same after a restart; without it one is found, see {@link InstanceName}
 * @param batchSize accepted events a batch closes at, 1 to 1,000,000
 * @param batchMaxAge how old a batch gets on a quiet topic, 1 ms to 1 hour
 * @param consumerThreads consumers in this instance, 1 to 64; more than partitions are of no use
 * @param zone time zone of the hours, an IANA name or an offset
 * @param missingDeviceType {@code dead-letter} or {@code unknown}
 * @param createTopics whether missing topics are created
 * @param topicPartitions partitions of created topics, at least 1
 * @param topicReplication copies of created topics; -1 for the broker's default
 */
@ConfigurationProperties("kafka-fetch")
public record KafkaFetchConfiguration(
        @Bindable(defaultValue = "user-login") String inputTopic,
        @Bindable(defaultValue = "insights") String outputTopic,
        @Bindable(defaultValue = "user-login-dlq") String dlqTopic,
        @Bindable(defaultValue = "kafka-fetch") String groupId,
        Optional<String> instanceId,
        @Bindable(defaultValue = "50") int batchSize,
        @Bindable(defaultValue = "5s") Duration batchMaxAge,
        @Bindable(defaultValue = "1") int consumerThreads,
        @Bindable(defaultValue = "UTC") String zone,
        @Bindable(defaultValue = "dead-letter") String missingDeviceType,
        @Bindable(defaultValue = "false") boolean createTopics,
        @Bindable(defaultValue = "1") int topicPartitions,
        @Bindable(defaultValue = "-1") short topicReplication) {

    private static final int MAX_BATCH_SIZE = 1_000_000;
    private static final Duration MAX_BATCH_AGE = Duration.ofHours(1);
    private static final int MAX_THREADS = 64;

    /** @throws InvalidSettingException if a setting is out of its range; the message names it and its range */
    public KafkaFetchConfiguration {
        instanceId = instanceId.filter(name -> !name.isBlank());
        requireTopic("INPUT_TOPIC", inputTopic);
        requireTopic("OUTPUT_TOPIC", outputTopic);
        requireTopic("DLQ_TOPIC", dlqTopic);
        require(
                !inputTopic.equals(outputTopic) && !inputTopic.equals(dlqTopic) && !outputTopic.equals(dlqTopic),
                "INPUT_TOPIC, OUTPUT_TOPIC, DLQ_TOPIC",
                inputTopic + ", " + outputTopic + ", " + dlqTopic,
                "three different topics");
        require(!groupId.isBlank(), "GROUP_ID", groupId, "a name");
        require(batchSize >= 1 && batchSize <= MAX_BATCH_SIZE, "BATCH_SIZE", batchSize, "1 to " + MAX_BATCH_SIZE);
        require(
                batchMaxAge.compareTo(Duration.ofMillis(1)) >= 0 && batchMaxAge.compareTo(MAX_BATCH_AGE) <= 0,
                "BATCH_MAX_AGE",
                batchMaxAge,
                "a duration from 1ms to 1h, such as 5s or 250ms");
        require(
                consumerThreads >= 1 && consumerThreads <= MAX_THREADS,
                "CONSUMER_THREADS",
                consumerThreads,
                "1 to " + MAX_THREADS);
        require(topicPartitions >= 1, "TOPIC_PARTITIONS", topicPartitions, "at least 1");
        require(
                topicReplication >= 1 || topicReplication == -1,
                "TOPIC_REPLICATION",
                topicReplication,
                "at least 1, or -1 for the broker's default");
        zoneOf(zone);
        policyOf(missingDeviceType);
    }

    /** A setting that cannot be used; its message says which, what was expected, and where to change it. */
    public static final class InvalidSettingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidSettingException(String setting, Object value, String expected) {
            super(setting + "=" + value + " cannot be used: expected " + expected);
        }
    }

    /** When a batch is closed. */
    BatchPolicy batchPolicy() {
        return BatchPolicy.of(batchSize, batchMaxAge);
    }

    /** The clock that hours are read from. */
    HourOfDay hourOfDay() {
        return new HourOfDay(zoneOf(zone));
    }

    /** What becomes of a login without a device type. */
    MissingDeviceType missingDeviceTypePolicy() {
        return policyOf(missingDeviceType);
    }

    private static ZoneId zoneOf(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new InvalidSettingException("ZONE", zone, "a time zone such as UTC, Europe/Berlin or +02:00");
        }
    }

    private static MissingDeviceType policyOf(String policy) {
        return switch (policy.toLowerCase(Locale.ROOT)) {
            case "dead-letter" -> MissingDeviceType.DEAD_LETTER;
            case "unknown" -> MissingDeviceType.UNKNOWN;
            default -> throw new InvalidSettingException("MISSING_DEVICE_TYPE", policy, "dead-letter or unknown");
        };
    }

    /** Kafka's rule for a topic's name. */
    private static void requireTopic(String setting, String topic) {
        require(
                topic.matches("[a-zA-Z0-9._-]{1,249}") && !topic.equals(".") && !topic.equals(".."),
                setting,
                topic,
                "a topic name: letters, digits, '.', '_' and '-', at most 249");
    }

    private static void require(boolean met, String setting, Object value, String expected) {
        if (!met) {
            throw new InvalidSettingException(setting, value, expected);
        }
    }
}
