package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.application.BatchPolicy;
import io.kafkafetch.domain.HourOfDay;
import io.kafkafetch.domain.MissingDeviceType;
import java.time.Duration;

/**
 * What every lane of a service shares.
 *
 * @param groupId the consumer group
 * @param instance name of this instance, the same after a restart where possible; part of its transactional ids
 * @param inputTopic where logins come from
 * @param outputTopic where insights go
 * @param deadLetterTopic where rejected records go
 */
public record LaneSettings(
        String groupId,
        String instance,
        String inputTopic,
        String outputTopic,
        String deadLetterTopic,
        BatchPolicy batchPolicy,
        HourOfDay hourOfDay,
        MissingDeviceType missingDeviceType) {

    /** How long a revocation waits for the last batches to be committed, well below a group's rebalance timeout. */
    static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(5);

    /** Bound on reading committed offsets; a transaction that a killed instance left open ends within 10 s. */
    public static final Duration RESTORE_TIMEOUT = Duration.ofSeconds(15);

    /** Bound on telling the group, at a revocation, of what another ledger than Kafka has committed. */
    static final Duration GROUP_TIMEOUT = Duration.ofSeconds(2);

    /** Pause after a failed poll or restore. */
    static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    /** Greatest pause between two tries to commit. */
    static final Duration GREATEST_BACKOFF = Duration.ofSeconds(5);

    /** Bound on closing a consumer, what its last batches take not included. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    /**
     * About how much may wait to be committed before a lane stops reading: half of what dead letters of open batches may
     * take, by default some 60,000 insights.
     */
    long outboxBytes() {
        return Math.max(1, batchPolicy.maxDeadLetterBytes() / 2);
    }

    public String transactionalId(int lane) {
        return groupId + "-" + instance + "-" + lane;
    }
}
