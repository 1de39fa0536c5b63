package io.kafkafetch.adapters.kafka.input;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The input topic as the cluster describes it. Thread-safe. */
public interface PresentTopic extends AutoCloseable {

    /**
     * Asks the cluster; waits for its answer for some seconds at most.
     *
     * @throws org.apache.kafka.common.KafkaException if there is none, or no such topic
     */
    Incarnation look();

    /** The last answer of {@link #look}, without asking again. */
    Optional<Incarnation> lastSeen();

    /**
     * The offset behind a partition's last replicated record, those of open transactions included; a consumer of
     * committed records reads up to the first of these.
     *
     * @throws org.apache.kafka.common.KafkaException as {@link #look}
     */
    long highWatermark(TopicPartition partition);

    @Override
    void close();
}
