package io.kafkafetch.adapters.kafka.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * From where to where published topics are read.
 *
 * @param partitions of all of them
 * @param ends behind the last record of each
 */
record OutputOffsets(Consumer<byte[], byte[]> reader, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {

    /** Of no record that is kept. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The beginnings, or the first records of this moment or later. */
    Map<TopicPartition, Long> from(Optional<Instant> since) {
        return since.map(moment -> at(moment, ends)).orElseGet(() -> reader.beginningOffsets(partitions));
    }

    /** The ends, or where the records of this moment or later begin. */
    Map<TopicPartition, Long> to(Optional<Instant> until) {
        return until.map(moment -> at(moment, ends)).orElse(ends);
    }

    /** Since when all records of this topic are kept; long ago if none was deleted. */
    Instant completeSince(String topic) {
        Map<TopicPartition, Long> shortened = reader.beginningOffsets(partitions).entrySet().stream()
                .filter(beginning -> beginning.getKey().topic().equals(topic) && beginning.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, beginning -> 0L));
        Map<TopicPartition, OffsetAndTimestamp> firsts = offsets(shortened);
        Instant since = firsts.keySet().containsAll(shortened.keySet()) ? Instant.EPOCH : NEVER;
        for (OffsetAndTimestamp first : firsts.values()) {
            Instant kept = Instant.ofEpochMilli(first.timestamp());
            since = kept.isAfter(since) ? kept : since;
        }
        return since;
    }

    private Map<TopicPartition, Long> at(Instant moment, Map<TopicPartition, Long> others) {
        Map<TopicPartition, Long> found = new HashMap<>(others);
        Map<TopicPartition, Long> asked = partitions.stream()
                .collect(Collectors.toMap(Function.identity(), partition -> Math.max(0, moment.toEpochMilli())));
        offsets(asked).forEach((partition, first) -> found.put(partition, first.offset()));
        return found;
    }

    /** Partitions without such a record are not in it. */
    private Map<TopicPartition, OffsetAndTimestamp> offsets(Map<TopicPartition, Long> times) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        reader.offsetsForTimes(times).forEach((partition, first) -> {
            if (first != null) {
                found.put(partition, first);
            }
        });
        return found;
    }
}
