package io.kafkafetch.adapters.kafka.topics;

import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic is created with, beside the number of its copies. Immutable.
 *
 * @param name of the topic
 * @param hasOnePartition whether it has one partition, whatever the others have
 * @param configs its settings by Kafka's names, whatever the broker's defaults are
 */
public record TopicPlan(String name, boolean hasOnePartition, Map<String, String> configs) {

    /** A dead letter is its record and some headers: its topic takes more than a record's default of 1 MiB. */
    private static final int DEAD_LETTER_BYTES = 2 << 20;

    /** How long whoever merges may be away. */
    private static final Duration TALLIES_KEPT = Duration.ofDays(7);

    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

    public TopicPlan {
        configs = Map.copyOf(configs);
    }

    /** Of a topic of this pipeline. */
    public static TopicPlan of(String name, KafkaPipeline pipeline) {
        return name.equals(pipeline.deadLetterLogTopic())
                ? new TopicPlan(name, true, COMPACTED)
                : of(name, pipeline.deadLetterTopic(), pipeline.rollups());
    }

    static TopicPlan of(String name, String deadLetterTopic, Optional<RollupTopics> rollups) {
        boolean isTallies =
                rollups.filter(topics -> topics.tallies().equals(name)).isPresent();
        boolean isRollups =
                rollups.filter(topics -> topics.rollups().equals(name)).isPresent();
        Map<String, String> configs = new TreeMap<>();
        configs.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                isRollups ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        if (isTallies) {
            configs.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(TALLIES_KEPT.toMillis()));
        }
        if (name.equals(deadLetterTopic)) {
            configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DEAD_LETTER_BYTES));
        }
        return new TopicPlan(name, isTallies || isRollups, configs);
    }

    /** What an administrative client is asked for. */
    public NewTopic topic(Topics.Creation how) {
        return new NewTopic(
                        name,
                        Optional.of(hasOnePartition ? 1 : how.partitions()),
                        how.replication() == -1 ? Optional.empty() : Optional.of(how.replication()))
                .configs(configs);
    }
}
