package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.registry.SchemaShelf;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.rollup.ByTime;
import java.time.Duration;
import java.util.Optional;

/**
 * How every lane of a service makes batches.
 *
 * @param hourOfDay the clock that hours are counted by
 * @param format what records look like
 * @param schemas by which values are read that name theirs; empty where no registry is known
 * @param times what is asked of a batch's logins by their time; empty where nobody asks for that
 */
public record LaneSettings(
        BatchPolicy batchPolicy,
        HourOfDay hourOfDay,
        LoginFormat format,
        Optional<SchemaShelf> schemas,
        Optional<ByTime> times) {

    /** @throws IllegalArgumentException if values may name schemas and nobody knows them, or the other way round */
    public LaneSettings {
        if (format.mayNameSchema() != schemas.isPresent()) {
            throw new IllegalArgumentException("schemas are named, or known, and not both");
        }
    }

    /** How long a revocation waits for the last batches to be committed, well below a group's rebalance timeout. */
    static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(5);

    /** Bound on telling the group, at a revocation, of what another ledger than Kafka has committed. */
    static final Duration GROUP_TIMEOUT = Duration.ofSeconds(2);

    /** Pause after a failed poll or restore. */
    static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    /** Greatest pause between two tries to commit. */
    static final Duration GREATEST_BACKOFF = Duration.ofSeconds(5);

    /** No registry is known, and nobody asks for times. */
    public LaneSettings(BatchPolicy batchPolicy, HourOfDay hourOfDay, LoginFormat format) {
        this(batchPolicy, hourOfDay, format, Optional.empty(), Optional.empty());
    }

    /** What stands for the user of a login. */
    UserHash userHash() {
        return times.map(ByTime::hash).orElse(UserHash.OFF);
    }

    /**
     * About how much may wait to be committed before a lane stops reading: half of what dead letters of open batches may
     * take, by default some 60,000 insights.
     */
    long outboxBytes() {
        return Math.max(1, batchPolicy.maxDeadLetterBytes() / 2);
    }
}
