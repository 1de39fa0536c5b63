package io.kafkafetch.application.audit.evidence;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.rollup.Tally;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.rollup.ByTime;
import java.util.List;
import java.util.Optional;

/** Port: how outcomes are written, by the encoders of the service, and how records that should be equal differ. */
public interface Wire {

    /**
     * An insight as it is published.
     *
     * @param key what it is about, such as {@code logins_per_region:RI}
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be compared by this port
    record Written(String key, byte[] value) {}

    /** The insights of this outcome, in their order. */
    List<Written> insights(BatchOutcome outcome);

    /** Whether this insight is about all logins since the beginning, and not about its batch. */
    boolean isRunning(String key);

    /** How an insight differs from what it should be; empty where it is the same, byte for byte. */
    Optional<Difference> insight(byte[] expected, byte[] there);

    /**
     * How a dead letter differs from what it should be, but for its times and traces.
     *
     * @param life which life of its stream the record is of; empty where that is not known
     */
    Optional<Difference> letter(DeadLetter expected, String life, Original there);

    /** How a tally differs from what it should be. */
    Optional<Difference> tally(Tally expected, Manifest there);

    /** What tallies ask of a batch's logins by their time. */
    ByTime times();

    /**
     * Whether these insights of one batch are all that it has.
     *
     * @param chosen the metrics that were published of it; of none of them, nothing is all
     */
    boolean isWhole(List<byte[]> insights, ChosenMetrics chosen);
}
