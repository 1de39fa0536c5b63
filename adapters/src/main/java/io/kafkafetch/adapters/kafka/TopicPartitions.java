package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.Partition;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Kafka's name of a partition and the application's, one for the other. */
final class TopicPartitions {

    private TopicPartitions() {}

    static Partition partition(TopicPartition topicPartition) {
        return new Partition(topicPartition.topic(), topicPartition.partition());
    }

    static Set<Partition> partitions(Collection<TopicPartition> topicPartitions) {
        return topicPartitions.stream().map(TopicPartitions::partition).collect(Collectors.toSet());
    }

    static TopicPartition topicPartition(Partition partition) {
        return new TopicPartition(partition.stream(), partition.number());
    }
}
