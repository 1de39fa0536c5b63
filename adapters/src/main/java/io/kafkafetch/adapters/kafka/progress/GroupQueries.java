package io.kafkafetch.adapters.kafka.progress;

import io.kafkafetch.adapters.kafka.offsets.OffsetMetadata;
import io.kafkafetch.application.batch.Checkpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What a cluster says of a group and its topic, asked of an administrative client: that one, unlike a consumer, does not
 * wait for offsets whose transaction is still being committed, but tells what is durable.
 *
 * @param admin closed by its maker
 * @param format of the group's checkpoints
 */
record GroupQueries(Admin admin, String group, OffsetMetadata format) {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** The partitions of a topic there are now, in the order of their numbers. */
    List<TopicPartition> partitions(String topic) throws ExecutionException, InterruptedException {
        return admin
                .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(millis()))
                .allTopicNames()
                .get()
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** The checkpoints the group has committed; a partition without one is not in the map. */
    Map<TopicPartition, Checkpoint> checkpoints(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                        new ListConsumerGroupOffsetsOptions().timeoutMs(millis()))
                .partitionsToOffsetAndMetadata(group)
                .get();
        Map<TopicPartition, Checkpoint> checkpoints = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (isCommitted(offset)) {
                checkpoints.put(partition, format.decode(offset));
            }
        });
        return checkpoints;
    }

    /** The offsets behind the last records that a reader of committed records gets. */
    Map<TopicPartition, Long> stableEnds(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** The offsets behind the last records there are, those of open transactions too. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offsets of the first records there are. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return partitions.isEmpty()
                ? Map.of()
                : offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation).timeoutMs(millis()))
                .all()
                .get()
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    @SuppressWarnings("ConstantConditions") // Kafka's map holds null for a partition without a committed offset
    private static boolean isCommitted(OffsetAndMetadata committed) {
        return committed != null;
    }

    private static int millis() {
        return Math.toIntExact(ANSWER_TIMEOUT.toMillis());
    }
}
