package io.kafkafetch.adapters.kafka.audit;

import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.kafka.client.TopicPartitions;
import io.kafkafetch.adapters.kafka.value.ValueDecoder;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.application.audit.evidence.InputRecords;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.RecordChecksum;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.UserHash;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The input topic, read again. Used by one thread. */
final class KafkaInput implements InputRecords {

    private final RecordQueues queues;
    private final String topicId;
    private final LoginFormat format;
    private final Optional<Schemas> schemas;
    private final UserHash users;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<MissingDeviceType, ValueDecoder> decoders = new EnumMap<>(MissingDeviceType.class);
    private final RecordChecksum checksums = new RecordChecksum();
    private final Patience patience;

    /**
     * @param topicId of the topic as it is now
     * @param format by which records are read
     * @param schemas by which values are read that name theirs
     * @param users what stands for the user of a login
     * @param beginnings offset of the first record of each partition
     * @param ends offset behind the last record of each partition
     * @param patience how long to wait for records that should be there
     */
    KafkaInput(
            RecordQueues queues,
            String topicId,
            LoginFormat format,
            Optional<Schemas> schemas,
            UserHash users,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends,
            Duration patience) {
        this.queues = queues;
        this.topicId = topicId;
        this.format = format;
        this.schemas = schemas;
        this.users = users;
        this.beginnings = new HashMap<>(beginnings);
        this.ends = Map.copyOf(ends);
        this.patience = new Patience(patience);
    }

    /** {@inheritDoc} The configured one alone: what another one was is nowhere. */
    @Override
    public boolean knows(String name) {
        return name.equals(format.id());
    }

    @Override
    public boolean isThere(Partition partition, String life, long offset) {
        Long beginning = beginnings.get(TopicPartitions.topicPartition(partition));
        return beginning != null && beginning <= offset && (life.isEmpty() || life.equals(topicId));
    }

    @Override
    public boolean read(
            Partition partition, long first, long last, MissingDeviceType policy, Consumer<Delivery> taker) {
        TopicPartition topicPartition = TopicPartitions.topicPartition(partition);
        if (beginnings.getOrDefault(topicPartition, Long.MAX_VALUE) > first) {
            return false;
        }
        ValueDecoder decoder =
                decoders.computeIfAbsent(policy, kind -> new ValueDecoder(format.with(kind), schemas, users));
        try {
            skipTo(topicPartition, first);
            for (@Nullable ConsumerRecord<byte[], byte[]> record = upTo(topicPartition, last);
                    record != null;
                    record = upTo(topicPartition, last)) {
                taker.accept(delivery(partition, record, decoder));
                queues.pop(topicPartition);
            }
            next.put(topicPartition, last + 1);
            return true;
        } catch (OffsetOutOfRangeException gone) {
            beginnings.put(topicPartition, last + 1);
            next.remove(topicPartition);
            return false;
        }
    }

    private Delivery delivery(Partition partition, ConsumerRecord<byte[], byte[]> record, ValueDecoder decoder) {
        byte @Nullable [] value = record.value();
        return Delivery.of(
                new Origin(partition, record.offset()),
                ValueDecoder.known(decoder.decode(value == null ? null : ByteBuffer.wrap(value), record.headers())),
                () -> checksums.of(value),
                () -> Letters.of(record.key(), value, record.headers()));
    }

    /** Reading goes on at this offset; what waits is kept where it is of use. */
    private void skipTo(TopicPartition partition, long first) {
        Long at = next.get(partition);
        if (at == null || at > first) {
            queues.seek(partition, first);
            return;
        }
        @Nullable ConsumerRecord<byte[], byte[]> head = queues.peek(partition);
        while (head != null && head.offset() < first) {
            queues.pop(partition);
            head = queues.peek(partition);
        }
        if (head == null && queues.position(partition) < first) {
            queues.seek(partition, first);
        }
    }

    /** The next record up to this offset; {@code null} if there is none. */
    private @Nullable ConsumerRecord<byte[], byte[]> upTo(TopicPartition partition, long last) {
        long end = Math.min(last, ends.getOrDefault(partition, 0L) - 1);
        patience.begin();
        while (queues.peek(partition) == null && queues.position(partition) <= end) {
            queues.poll(Set.of(partition));
            patience.check(partition, end + 1);
        }
        ConsumerRecord<byte[], byte[]> head = queues.peek(partition);
        return head == null || head.offset() > last ? null : head;
    }
}
