package io.kafkafetch.adapters.kafka.resumption;

import io.kafkafetch.adapters.kafka.client.UnusableCheckpointException;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.adapters.kafka.input.Standing;
import io.kafkafetch.adapters.kafka.input.StartPolicy;
import io.kafkafetch.adapters.kafka.offsets.Positions;
import io.kafkafetch.adapters.kafka.resumption.Resumption.Resumed;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.insight.HourCounts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin of which nothing is committed: as it is configured, but those that appeared after the group
 * began at their beginning, whatever is configured. The group's checkpoints say how many partitions the topic had then.
 * Where a partition began stays so until it is another's. Used by one thread.
 */
final class Beginnings {

    private final Consumer<?, ?> consumer;
    private final Positions positions;
    private final StartPolicy policy;
    private final Map<TopicPartition, Long> starts = new HashMap<>();

    Beginnings(Consumer<?, ?> consumer, Positions positions, StartPolicy policy) {
        this.consumer = consumer;
        this.positions = positions;
        this.policy = policy;
    }

    /**
     * Where these partitions begin.
     *
     * @throws UnusableCheckpointException if they are not to begin without a committed offset
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
     */
    Map<TopicPartition, Resumed> of(Set<TopicPartition> partitions, Incarnation present) {
        List<TopicPartition> fresh = partitions.stream()
                .filter(partition -> !starts.containsKey(partition))
                .toList();
        if (!fresh.isEmpty()) {
            starts.putAll(starts(fresh, present));
        }
        return at(starts, partitions, present);
    }

    /** These partitions at these offsets, which are to be committed soon: another time they would be others. */
    static Map<TopicPartition, Resumed> at(
            Map<TopicPartition, Long> offsets, Set<TopicPartition> partitions, Incarnation present) {
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition, partition -> begun(offsets.getOrDefault(partition, 0L), present)));
    }

    private static Resumed begun(long offset, Incarnation present) {
        // The beginning of a topic that has lost nothing is the same another time.
        long settled = offset == 0 ? 0 : -1;
        return new Resumed(new Checkpoint(offset, HourCounts.EMPTY), present, settled, new Standing.Intact());
    }

    void forget(Collection<TopicPartition> partitions) {
        starts.keySet().removeAll(partitions);
    }

    private Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions, Incarnation present) {
        int then = policy.equals(StartPolicy.EARLIEST) ? Integer.MAX_VALUE : partitionsThen(partitions, present);
        Map<Boolean, List<TopicPartition>> byAge =
                partitions.stream().collect(Collectors.partitioningBy(partition -> partition.partition() >= then));
        Map<TopicPartition, Long> found = new HashMap<>();
        found.putAll(starts(StartPolicy.EARLIEST, byAge.getOrDefault(true, List.of())));
        found.putAll(starts(policy, byAge.getOrDefault(false, List.of())));
        if (!found.keySet().containsAll(partitions)) {
            throw new UnusableCheckpointException(
                    TroubleCode.CLIENT_SETTING,
                    "nothing is committed of " + partitions + ", and with"
                            + " KAFKA_AUTO_OFFSET_RESET=none nothing begins by itself: set it to earliest or latest, or commit"
                            + " offsets for the group");
        }
        return found;
    }

    private Map<TopicPartition, Long> starts(StartPolicy how, Collection<TopicPartition> partitions) {
        return partitions.isEmpty()
                ? Map.of()
                : how.starts(consumer, partitions, Instant.now(), Positions.RESTORE_TIMEOUT);
    }

    /** How many partitions the topic had when the group began; as many as there can be where that is not known. */
    private int partitionsThen(Collection<TopicPartition> some, Incarnation present) {
        String name = some.iterator().next().topic();
        List<TopicPartition> all = IntStream.range(0, present.partitions())
                .mapToObj(number -> new TopicPartition(name, number))
                .toList();
        return positions.ofGroup(consumer, all, Positions.RESTORE_TIMEOUT).values().stream()
                .flatMap(checkpoint -> Incarnation.of(checkpoint).stream())
                .filter(before -> !before.differsFrom(present))
                .mapToInt(Incarnation::partitions)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
