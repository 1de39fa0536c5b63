package io.kafkafetch.adapters.kafka.offsets;

import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a lane goes on with the partitions it gets, and what their group knows of them on the way. All methods are
 * called on the lane's poll thread.
 */
public interface Positions {

    /** Bound on reading committed offsets; a transaction that a killed instance left open ends within 10 s. */
    Duration RESTORE_TIMEOUT = Duration.ofSeconds(15);

    /**
     * The checkpoints to go on from, as they were committed; a partition of which nothing is known is not in the map.
     *
     * @param present the topic as it is now
     * @throws UnusableCheckpointException if one of them cannot be continued
     * @throws org.apache.kafka.common.KafkaException if they could not be read; it may be tried again
     */
    Map<TopicPartition, Checkpoint> restore(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Incarnation present, Duration timeout);

    /** What the group has committed of these partitions, whichever member did; fails as {@link #restore}. */
    Map<TopicPartition, Checkpoint> ofGroup(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout);

    /** What somebody has to do to make a group go on elsewhere than it stands; the end of a sentence. */
    String remedy();

    /** After a poll: tells the group what became durable since, where it does not know yet. Neither waits nor fails. */
    default void tell(Consumer<?, ?> consumer) {}

    /** Before these partitions are given back: the same, for them, and waits for it. Does not fail. */
    default void tellNow(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout) {}

    /** These partitions are not the lane's any more. */
    default void forget(Collection<Partition> partitions) {}
}
