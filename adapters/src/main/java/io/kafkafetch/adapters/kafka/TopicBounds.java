package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.Checkpoint;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks that what lies behind checkpoints is still, and already, in the topic, before anybody goes on from them. */
final class TopicBounds {

    private static final Logger LOG = LoggerFactory.getLogger(TopicBounds.class);

    private TopicBounds() {}

    /**
     * Warns of records that were deleted unread.
     *
     * @param standing who stands at the checkpoints, such as {@code the group stands}
     * @param remedy how to mend it where one lies beyond the end
     * @throws UnusableCheckpointException if a checkpoint lies beyond its partition's end
     */
    static void check(
            Consumer<?, ?> consumer,
            Map<TopicPartition, Checkpoint> checkpoints,
            Duration timeout,
            String standing,
            String remedy) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(checkpoints.keySet(), timeout);
        Map<TopicPartition, Long> ends = consumer.endOffsets(checkpoints.keySet(), timeout);
        checkpoints.forEach((partition, checkpoint) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, Long.MAX_VALUE);
            if (checkpoint.position() < beginning) {
                LOG.warn(
                        "{}: {} offsets from {} on were deleted (retention) before this group read them",
                        partition,
                        beginning - checkpoint.position(),
                        checkpoint.position());
            }
            if (checkpoint.position() > end) {
                throw new UnusableCheckpointException(
                        TroubleCode.POSITION_BEYOND_END,
                        standing + " at offset " + checkpoint.position() + " of " + partition + ", which ends at " + end
                                + " (was the topic created anew?): " + remedy);
            }
        });
    }
}
