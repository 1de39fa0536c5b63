package io.kafkafetch.adapters.kafka.consumer;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/** Decides, before each poll of a consumer, whether it may read. All methods are called on the poll thread. */
public interface PollGate {

    /** What a poll may do. */
    enum Turn {
        /** Nothing yet: not even the cluster is asked. */
        STAY_AWAY,
        /** Keep the group membership alive, read nothing. */
        HOLD,
        /** Read. */
        READ,
    }

    /** Decides about the poll to come; may wait for up to this time to be able to say {@link Turn#READ}. */
    Turn beforePoll(Duration timeout);

    /** How long the poll may wait for records, at most this time. */
    Duration patience(Duration timeout);

    /** The poll is done; rebalances in it are over. */
    void afterPoll();

    /** The poll failed; waits before the next one is tried. */
    void pollFailed(KafkaException failure);

    /** The consumer is about to close: nothing will be polled any more. */
    default void closing() {}
}
