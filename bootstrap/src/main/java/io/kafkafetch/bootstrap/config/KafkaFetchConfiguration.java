package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.input.WhenRecreated;
import io.kafkafetch.adapters.kafka.source.LaneSettings;
import io.kafkafetch.adapters.kafka.topics.Topics;
import io.kafkafetch.application.BatchPolicy;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.domain.HourOfDay;
import io.kafkafetch.domain.MissingDeviceType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * The service's own settings, {@code kafka-fetch.*}; each has an environment variable, see {@code application.yml} and
 * the table in docs/CONFIGURATION.md. Kafka's own client settings are {@code kafka.*}, and so {@code KAFKA_*} in the environment.
 *
 * @param source where logins come from
 * @param sink where insights and dead letters go
 * @param inputTopic topic the logins come from
 * @param outputTopic topic the insights go to
 * @param dlqTopic topic the dead letters go to
 * @param groupId consumer group
 * @param instanceId name of this instance, the same after a restart; without it one is found
 * @param batchSize accepted events a batch closes at, 1 to 1,000,000
 * @param batchMaxAge how old a batch gets on a quiet topic, 1 ms to 1 hour
 * @param consumerThreads consumers in this instance, 1 to 64; more than partitions are of no use
 * @param zone time zone of the hours, an IANA name or an offset
 * @param missingDeviceType {@code dead-letter} or {@code unknown}
 * @param createTopics whether missing topics are created
 * @param topicPartitions partitions of created topics, 1 to 10,000
 * @param topicReplication copies of created topics, 1 to 32,767; -1 for the broker's default
 * @param topicRecreated what to do when the input topic was deleted and created again
 */
public record KafkaFetchConfiguration(
        Source source,
        Sink sink,
        String inputTopic,
        String outputTopic,
        String dlqTopic,
        String groupId,
        Optional<String> instanceId,
        int batchSize,
        Duration batchMaxAge,
        int consumerThreads,
        String zone,
        String missingDeviceType,
        boolean createTopics,
        int topicPartitions,
        int topicReplication,
        WhenRecreated topicRecreated) {

    private static final int MAX_BATCH_SIZE = 1_000_000;
    private static final Duration MAX_BATCH_AGE = Duration.ofHours(1);
    private static final int MAX_THREADS = 64;
    private static final int MAX_PARTITIONS = 10_000;

    private static final String BATCH_SIZES = "a whole number from 1 to " + MAX_BATCH_SIZE;
    private static final String BATCH_AGES = "a duration from 1ms to 1h, such as 5s or 250ms";
    private static final String THREADS = "a whole number from 1 to " + MAX_THREADS;
    private static final String PARTITIONS = "a whole number from 1 to " + MAX_PARTITIONS;
    private static final String REPLICATIONS =
            "a whole number from 1 to " + Short.MAX_VALUE + ", or -1 for the broker's default";

    /** @throws InvalidSettingException if a setting is out of its range; the message names it and its range */
    public KafkaFetchConfiguration {
        new TopicNames(inputTopic, outputTopic, dlqTopic);
        require(!groupId.isBlank(), "GROUP_ID", groupId, "a name");
        require(batchSize >= 1 && batchSize <= MAX_BATCH_SIZE, "BATCH_SIZE", batchSize, BATCH_SIZES);
        require(
                batchMaxAge.compareTo(Duration.ofMillis(1)) >= 0 && batchMaxAge.compareTo(MAX_BATCH_AGE) <= 0,
                "BATCH_MAX_AGE",
                batchMaxAge,
                BATCH_AGES);
        require(consumerThreads >= 1 && consumerThreads <= MAX_THREADS, "CONSUMER_THREADS", consumerThreads, THREADS);
        require(
                topicPartitions >= 1 && topicPartitions <= MAX_PARTITIONS,
                "TOPIC_PARTITIONS",
                topicPartitions,
                PARTITIONS);
        require(
                topicReplication == -1 || (topicReplication >= 1 && topicReplication <= Short.MAX_VALUE),
                "TOPIC_REPLICATION",
                topicReplication,
                REPLICATIONS);
        zoneOf(zone);
        policyOf(missingDeviceType);
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    static KafkaFetchConfiguration of(Settings read) {
        return new KafkaFetchConfiguration(
                read.choice("source", Source.class, Source.KAFKA, Source.EXPECTED),
                read.choice("sink", Sink.class, Sink.KAFKA, Sink.EXPECTED),
                read.text("input-topic", "user-login"),
                read.text("output-topic", "insights"),
                read.text("dlq-topic", "user-login-dlq"),
                read.text("group-id", "kafka-fetch"),
                read.optionalText("instance-id"),
                read.value("batch-size", Integer.class, 50, BATCH_SIZES),
                read.value("batch-max-age", Duration.class, Duration.ofSeconds(5), BATCH_AGES),
                read.value("consumer-threads", Integer.class, 1, THREADS),
                read.text("zone", "UTC"),
                read.text("missing-device-type", "dead-letter"),
                read.flag("create-topics", false),
                read.value("topic-partitions", Integer.class, 1, PARTITIONS),
                read.value("topic-replication", Integer.class, -1, REPLICATIONS),
                read.choice("topic-recreated", WhenRecreated.class, WhenRecreated.HOLD, "hold or restart"));
    }

    /** The group that reads logins from Kafka; empty where they come from a file, or from HTTP without Kafka. */
    public Optional<String> consumerGroup() {
        boolean fromTopic = source == Source.KAFKA || (source == Source.HTTP && sink == Sink.KAFKA);
        return fromTopic ? Optional.of(groupId) : Optional.empty();
    }

    /** How missing topics are created; empty where they are not. */
    public Optional<Topics.Creation> topicCreation() {
        return createTopics
                ? Optional.of(new Topics.Creation(topicPartitions, (short) topicReplication))
                : Optional.empty();
    }

    /** How this process's heap is shared out among its lanes. */
    public MemoryBudget memoryBudget() {
        return MemoryBudget.ofThisProcess(consumerThreads);
    }

    /** What this service's pipeline is called in the cluster. */
    public KafkaPipeline pipeline() {
        return new KafkaPipeline(groupId, inputTopic, outputTopic, dlqTopic, hourOfDay());
    }

    /** How every lane of a service makes batches. */
    public LaneSettings laneSettings() {
        return new LaneSettings(batchPolicy(), hourOfDay(), missingDeviceTypePolicy());
    }

    /** When a batch is closed, in this process's heap. */
    public BatchPolicy batchPolicy() {
        return new BatchPolicy(batchSize, batchMaxAge, memoryBudget().deadLetterBytes());
    }

    /** The clock that hours are read from. */
    public HourOfDay hourOfDay() {
        return new HourOfDay(zoneOf(zone));
    }

    /** What becomes of a login without a device type. */
    public MissingDeviceType missingDeviceTypePolicy() {
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
}
