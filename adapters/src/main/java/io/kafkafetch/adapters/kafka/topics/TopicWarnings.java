package io.kafkafetch.adapters.kafka.topics;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the configurations of the topics for what would lose records later though nothing fails: compaction, and
 * dead letters that may not fit; and for records that the heap may not hold. Says each with what fixes it. Used by one
 * thread.
 */
final class TopicWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWarnings.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** Room for what a dead letter says of its record. */
    private static final int HEADER_BYTES = 64 << 10;

    /** Kafka's default of {@code max.message.bytes}; whether the heap is enough for that is known before any topic is. */
    private static final long USUAL_BYTES = 1_048_588;

    private final String cluster;
    private final List<String> topics;
    private final Optional<String> inputTopic;
    private final Optional<String> deadLetterTopic;
    private final TroubleBoard board;
    private final LongUnaryOperator deadLetterBytes;
    private final LongFunction<Optional<String>> shortage;
    private boolean isFitKnown;
    private boolean isHeapKnown;

    /**
     * @param cluster its bootstrap servers
     * @param topics that are used
     * @param inputTopic where logins come from, and {@code deadLetterTopic} where they end; empty where not used
     * @param board where a compacted topic is reported
     * @param deadLetterBytes that a record of so many takes as a dead letter, at most; 0 where none of it is kept
     * @param shortage what is wrong with the heap for records of so many bytes, for people; empty where nothing is
     */
    TopicWarnings(
            String cluster,
            List<String> topics,
            Optional<String> inputTopic,
            Optional<String> deadLetterTopic,
            TroubleBoard board,
            LongUnaryOperator deadLetterBytes,
            LongFunction<Optional<String>> shortage) {
        this.cluster = cluster;
        this.topics = topics;
        this.inputTopic = inputTopic;
        this.deadLetterTopic = deadLetterTopic;
        this.board = board;
        this.deadLetterBytes = deadLetterBytes;
        this.shortage = shortage;
    }

    /** Looks again. Anyone who may not read topic configurations goes without the warnings. */
    void look(Admin admin) throws InterruptedException {
        Map<String, Config> configs = configs(admin);
        configs.forEach((topic, config) -> {
            String place = "topic " + topic;
            String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
            if (Arrays.asList(policy.split(",")).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                String fix = alter(topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                board.report(place, new Fault(TroubleCode.TOPIC_COMPACTED, topic, "fix it: " + fix));
            } else {
                board.fine(place);
            }
        });
        if (!isFitKnown) {
            compareSizes(configs);
        }
        if (!isHeapKnown) {
            inputTopic.map(configs::get).flatMap(TopicWarnings::maxMessageBytes).ifPresent(this::compareWithHeap);
        }
    }

    /** Once: neither the heap nor, as a rule, the topic changes while the service runs. */
    private void compareWithHeap(long most) {
        isHeapKnown = true;
        if (most > USUAL_BYTES) {
            shortage.apply(most).ifPresent(text -> LOG.warn("{}", text));
        }
    }

    /** Once, and at INFO: every default cluster is like that, and few records are that large. */
    private void compareSizes(Map<String, Config> configs) {
        Optional<Long> input = inputTopic.map(configs::get).flatMap(TopicWarnings::maxMessageBytes);
        Optional<Long> deadLetter = deadLetterTopic.map(configs::get).flatMap(TopicWarnings::maxMessageBytes);
        isFitKnown = input.isPresent() && deadLetter.isPresent();
        long kept = isFitKnown ? deadLetterBytes.applyAsLong(input.orElseThrow()) : 0;
        if (kept > 0 && deadLetter.orElseThrow() <= kept) {
            String topic = deadLetterTopic.orElseThrow();
            LOG.info(
                    "A dead letter takes more than its record: one of nearly {} bytes would not fit into {} whole."
                            + " Make room: {}",
                    input.orElseThrow(),
                    topic,
                    alter(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(kept + HEADER_BYTES)));
        }
    }

    private static Optional<Long> maxMessageBytes(@Nullable Config config) {
        return Optional.ofNullable(config)
                .map(known -> value(known, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private String alter(String topic, String setting, String value) {
        return "kafka-configs.sh --bootstrap-server " + cluster + " --alter --entity-type topics --entity-name " + topic
                + " --add-config " + setting + "=" + value;
    }

    /** The configurations that may be read, by topic. */
    private Map<String, Config> configs(Admin admin) throws InterruptedException {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        var answers = admin.describeConfigs(
                        resources, new DescribeConfigsOptions().timeoutMs(Math.toIntExact(ANSWER_TIMEOUT.toMillis())))
                .values();
        Map<String, Config> configs = new TreeMap<>();
        for (var answer : answers.entrySet()) {
            try {
                configs.put(answer.getKey().name(), answer.getValue().get());
            } catch (ExecutionException | KafkaException unknown) {
                LOG.debug("The configuration of a topic could not be read", unknown);
            }
        }
        return configs;
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
