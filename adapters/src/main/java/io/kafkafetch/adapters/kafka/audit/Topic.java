package io.kafkafetch.adapters.kafka.audit;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.kafka.client.KafkaFaults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic as it is now. */
record Topic(String id, List<TopicPartition> partitions) {

    static Topic of(Admin admin, String name) {
        TopicDescription description = answer(
                requireNonNull(
                        admin.describeTopics(List.of(name)).topicNameValues().get(name)),
                name);
        return new Topic(
                description.topicId().toString(),
                IntStream.range(0, description.partitions().size())
                        .mapToObj(number -> new TopicPartition(name, number))
                        .toList());
    }

    /** Offsets behind the last record of each partition, be it of a transaction that is open. */
    static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(asked).all(), "the topics")
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T answer(KafkaFuture<T> future, String subject) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new UnreadableTopicException(
                    failure.getCause() instanceof UnknownTopicOrPartitionException
                            ? "topic " + subject + " is not there"
                            : subject + " cannot be read: " + KafkaFaults.describe(failure));
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }
}
