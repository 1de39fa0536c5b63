package io.kafkafetch.adapters.kafka.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Some partitions, each read on its own: nothing is fetched of one while records of it are waiting to be taken, so that each
 * takes about a poll's memory. Used by one thread.
 */
final class RecordQueues {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> queues = new HashMap<>();

    /** @param starts where each partition begins */
    RecordQueues(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> starts) {
        this.consumer = consumer;
        consumer.assign(starts.keySet());
        starts.forEach((partition, start) -> {
            queues.put(partition, new ArrayDeque<>());
            consumer.seek(partition, start);
        });
    }

    /** Goes on at this offset. */
    void seek(TopicPartition partition, long offset) {
        queue(partition).clear();
        consumer.seek(partition, offset);
    }

    /** The next record; {@code null} where it has to be {@link #poll polled} for, or there is none. */
    @Nullable
    ConsumerRecord<byte[], byte[]> peek(TopicPartition partition) {
        return queue(partition).peek();
    }

    /** The next record is done. */
    void pop(TopicPartition partition) {
        queue(partition).remove();
    }

    /** Offset of the next record that is not waiting here: those before it came, or are no records. */
    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** Fetches what there is of these partitions, and waits for it a short time. */
    void poll(Set<TopicPartition> wanted) {
        Set<TopicPartition> others = new HashSet<>(queues.keySet());
        others.removeAll(wanted);
        consumer.pause(others);
        consumer.resume(wanted);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            queue(new TopicPartition(record.topic(), record.partition())).add(record);
        }
    }

    private Queue<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
        Queue<ConsumerRecord<byte[], byte[]>> queue = queues.get(partition);
        if (queue == null) {
            throw new IllegalArgumentException(partition + " is not read here");
        }
        return queue;
    }
}
