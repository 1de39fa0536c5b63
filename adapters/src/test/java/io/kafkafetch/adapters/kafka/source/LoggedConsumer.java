package io.kafkafetch.adapters.kafka.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Kafka's mock of a consumer, with a log behind it: what was read is read again after a seek. */
final class LoggedConsumer extends MockConsumer<byte[], ByteBuffer> {

    private final Map<TopicPartition, List<byte[]>> log = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private ConsumerGroupMetadata membership = Memberships.generation(1);
    private @Nullable RuntimeException restoreFailure;
    private @Nullable KafkaException commitFailure;
    private int maxPollRecords = Integer.MAX_VALUE;

    /** @param autoReset as {@code auto.offset.reset} */
    LoggedConsumer(String autoReset, TopicPartition... partitions) {
        super(autoReset);
        for (TopicPartition partition : partitions) {
            log.put(partition, new ArrayList<>());
            updateBeginningOffsets(Map.of(partition, 0L));
            updateEndOffsets(Map.of(partition, 0L));
        }
    }

    /** Appends these values to a partition. */
    LoggedConsumer append(TopicPartition partition, String... values) {
        List<byte[]> records = log.getOrDefault(partition, new ArrayList<>());
        for (String value : values) {
            records.add(value.getBytes(UTF_8));
        }
        updateEndOffsets(Map.of(partition, (long) records.size()));
        return this;
    }

    void committed(TopicPartition partition, OffsetAndMetadata offset) {
        committed.put(partition, offset);
    }

    void membership(ConsumerGroupMetadata current) {
        membership = current;
    }

    /** From now on reading committed offsets fails; or works again. */
    void restoreFailure(@Nullable RuntimeException failure) {
        restoreFailure = failure;
    }

    /** From now on committing offsets fails; or works again. */
    void commitFailure(@Nullable KafkaException failure) {
        commitFailure = failure;
    }

    /** What the group has committed of a partition; {@code null} for nothing. */
    @Nullable
    OffsetAndMetadata committed(TopicPartition partition) {
        return committed.get(partition);
    }

    void pollAtMost(int records) {
        maxPollRecords = records;
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return membership;
    }

    /** As the real one: {@code null} for a partition without a committed offset. */
    @Override
    @SuppressWarnings("NullAway")
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
        if (restoreFailure != null) {
            throw restoreFailure;
        }
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, committed.get(partition)));
        return found;
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        if (commitFailure == null) {
            committed.putAll(offsets);
        }
        callback.onComplete(offsets, commitFailure);
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        if (commitFailure != null) {
            throw commitFailure;
        }
        committed.putAll(offsets);
    }

    @Override
    public synchronized ConsumerRecords<byte[], ByteBuffer> poll(Duration timeout) {
        super.poll(timeout);
        Map<TopicPartition, List<ConsumerRecord<byte[], ByteBuffer>>> read = new LinkedHashMap<>();
        for (TopicPartition partition : assignment()) {
            if (!paused().contains(partition)) {
                List<ConsumerRecord<byte[], ByteBuffer>> records = read(partition);
                if (!records.isEmpty()) {
                    read.put(partition, records);
                    seek(partition, records.getLast().offset() + 1);
                }
            }
        }
        return new ConsumerRecords<>(read, Map.of());
    }

    private List<ConsumerRecord<byte[], ByteBuffer>> read(TopicPartition partition) {
        List<byte[]> all = log.getOrDefault(partition, List.of());
        List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();
        for (long offset = position(partition); offset < all.size() && records.size() < maxPollRecords; offset++) {
            records.add(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[] {1}, ByteBuffer.wrap(all.get((int)
                            offset))));
        }
        return records;
    }
}
