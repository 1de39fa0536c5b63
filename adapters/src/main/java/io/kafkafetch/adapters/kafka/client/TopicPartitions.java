package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.application.record.Partition;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Kafka's name of a partition and the application's, one for the other. */
public final class TopicPartitions {

    private TopicPartitions() {}

    public static Partition partition(TopicPartition topicPartition) {
        return new Partition(topicPartition.topic(), topicPartition.partition());
    }

    public static Set<Partition> partitions(Collection<TopicPartition> topicPartitions) {
        return topicPartitions.stream().map(TopicPartitions::partition).collect(Collectors.toSet());
    }

    public static TopicPartition topicPartition(Partition partition) {
        return new TopicPartition(partition.stream(), partition.number());
    }
}
