package io.kafkafetch.adapters.kafka.rights;

import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.RollupTopics;
import java.util.Locale;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a right is on, by the setting that names it. */
public enum Resource {
    GROUP(ResourceType.GROUP, "GROUP_ID"),
    FILE_GROUP(ResourceType.GROUP, "GROUP_ID-file"),
    ROLLUP_GROUP(ResourceType.GROUP, "GROUP_ID-rollups"),
    INPUT_TOPIC(ResourceType.TOPIC, "INPUT_TOPIC"),
    OUTPUT_TOPIC(ResourceType.TOPIC, "OUTPUT_TOPIC"),
    DLQ_TOPIC(ResourceType.TOPIC, "DLQ_TOPIC"),
    DLQ_LOG_TOPIC(ResourceType.TOPIC, "DLQ_LOG_TOPIC"),
    TALLIES_TOPIC(ResourceType.TOPIC, "TALLIES_TOPIC"),
    ROLLUPS_TOPIC(ResourceType.TOPIC, "ROLLUPS_TOPIC"),
    /** All transactional ids of a pipeline; the only one that is a prefix. */
    TRANSACTIONAL_IDS(ResourceType.TRANSACTIONAL_ID, "GROUP_ID-");

    private final ResourceType type;
    private final String setting;

    Resource(ResourceType type, String setting) {
        this.type = type;
        this.setting = setting;
    }

    /** Whether it is a topic. */
    public boolean isTopic() {
        return type == ResourceType.TOPIC;
    }

    /** What it is called there. */
    public String name(KafkaPipeline pipeline) {
        return switch (this) {
            case GROUP -> pipeline.groupId();
            case FILE_GROUP -> pipeline.fileGroupId();
            case ROLLUP_GROUP -> pipeline.rollupGroupId();
            case INPUT_TOPIC -> pipeline.inputTopic();
            case OUTPUT_TOPIC -> pipeline.outputTopic();
            case DLQ_TOPIC -> pipeline.deadLetterTopic();
            case DLQ_LOG_TOPIC -> pipeline.deadLetterLogTopic();
            case TALLIES_TOPIC -> pipeline.rollups().map(RollupTopics::tallies).orElseThrow();
            case ROLLUPS_TOPIC -> pipeline.rollups().map(RollupTopics::rollups).orElseThrow();
            case TRANSACTIONAL_IDS -> pipeline.groupId() + "-";
        };
    }

    /** For an ACL. */
    public ResourcePattern pattern(KafkaPipeline pipeline) {
        return new ResourcePattern(
                type, name(pipeline), this == TRANSACTIONAL_IDS ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    /** For people: {@code topic user-login}. */
    public String text(KafkaPipeline pipeline) {
        return kind() + name(pipeline);
    }

    /** For the table: {@code topic `INPUT_TOPIC`}. */
    String markdown() {
        return kind() + "`" + setting + "`";
    }

    private String kind() {
        return this == TRANSACTIONAL_IDS
                ? "transactional ids with prefix "
                : type.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " ";
    }
}
