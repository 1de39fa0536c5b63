package io.kafkafetch.adapters.kafka.offsets;

import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.application.record.Partition;
import org.apache.kafka.common.TopicPartition;

/** Which of a group's committed offsets holds a partition's checkpoint. Different ones for different partitions. */
@FunctionalInterface
public interface Anchors {

    /** A partition of a topic is its own. */
    Anchors ITSELF = TopicPartitions::topicPartition;

    TopicPartition of(Partition partition);

    /**
     * For partitions of a stream that is no topic: the offset of this topic's partition with the same number. A broker
     * commits offsets of existing partitions alone, so the topic has as many.
     *
     * @throws IllegalArgumentException when it is asked for a partition of another stream
     */
    static Anchors in(String topic, String stream) {
        return partition -> {
            if (!partition.stream().equals(stream)) {
                throw new IllegalArgumentException(partition + " is no partition of " + stream);
            }
            return new TopicPartition(topic, partition.number());
        };
    }
}
