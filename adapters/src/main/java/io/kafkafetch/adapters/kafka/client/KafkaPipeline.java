package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.domain.insight.HourOfDay;
import java.util.Optional;

/**
 * What a pipeline through Kafka is called in its cluster. Instances that share these names are one pipeline.
 *
 * @param groupId the consumer group, and the beginning of the transactional ids
 * @param inputTopic where logins come from; of a file that is published to Kafka, the name of its stream
 * @param outputTopic where insights go
 * @param deadLetterTopic where rejected records go
 * @param deadLetterLogTopic what was done with them
 * @param hourOfDay the clock of the hours in its checkpoints: those of another zone cannot be continued
 * @param rollups where totals over all partitions are; empty where none are made
 */
public record KafkaPipeline(
        String groupId,
        String inputTopic,
        String outputTopic,
        String deadLetterTopic,
        String deadLetterLogTopic,
        HourOfDay hourOfDay,
        Optional<RollupTopics> rollups) {

    /** One whose log of dead letters is named after their topic. */
    public KafkaPipeline(
            String groupId,
            String inputTopic,
            String outputTopic,
            String deadLetterTopic,
            HourOfDay hourOfDay,
            Optional<RollupTopics> rollups) {
        this(groupId, inputTopic, outputTopic, deadLetterTopic, deadLetterTopic + "-log", hourOfDay, rollups);
    }

    /** A pipeline without rollups. */
    public KafkaPipeline(
            String groupId, String inputTopic, String outputTopic, String deadLetterTopic, HourOfDay hourOfDay) {
        this(groupId, inputTopic, outputTopic, deadLetterTopic, hourOfDay, Optional.empty());
    }

    /** The group and the transactional id of whoever merges, whichever instance that is. */
    public String rollupGroupId() {
        return groupId + "-rollups";
    }

    /** The group and the transactional id of a file's checkpoints, whichever instance reads it. */
    public String fileGroupId() {
        return groupId + "-file";
    }

    /** The transactional id of whoever writes the log of dead letters: one at a time. */
    public String deadLetterLogId() {
        return groupId + "-dlq-" + deadLetterLogTopic;
    }

    /**
     * The transactional id of a lane.
     *
     * @param instance name of the instance, the same after a restart where possible
     * @param lane from 0
     */
    public String transactionalId(String instance, int lane) {
        return groupId + "-" + instance + "-" + lane;
    }
}
