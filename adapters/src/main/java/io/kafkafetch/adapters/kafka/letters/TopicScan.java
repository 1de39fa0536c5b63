package io.kafkafetch.adapters.kafka.letters;

import io.kafkafetch.adapters.kafka.client.KafkaClients;
import io.kafkafetch.adapters.kafka.topics.Topics.UnusableClusterException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Reads all committed records of a topic between two moments. Used by one thread; closes its consumer. */
public final class TopicScan implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    /** A transaction that somebody left open ends by then, and a reader passes it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Kafka's clients of one name warn of each other. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;

    /** A scan of this topic, which is there. */
    public TopicScan(KafkaClients clients, String topic) {
        this.topic = topic;
        this.consumer = clients.scanner("kafka-fetch-dlq-" + NUMBER.incrementAndGet());
    }

    /** Takes a record, and says whether it wants another one. */
    @FunctionalInterface
    public interface Taker<E extends Exception> {
        boolean take(ConsumerRecord<byte[], byte[]> record) throws E, InterruptedException;
    }

    /** All partitions of the topic. */
    public List<TopicPartition> partitions() {
        List<TopicPartition> all = consumer.partitionsFor(topic, TIMEOUT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all); // of others it warns that it is asked where they begin and end
        return all;
    }

    /** Where committed records begin. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions, TIMEOUT);
    }

    /** Where committed records end now. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions, TIMEOUT);
    }

    /**
     * Reads from these offsets, or from where a partition now begins, up to those. Waits for transactions that are open there.
     *
     * @throws UnusableClusterException if nothing comes for too long
     */
    public <E extends Exception> void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Taker<E> taker)
            throws E, InterruptedException {
        Set<TopicPartition> left = new HashSet<>(from.keySet());
        consumer.assign(left);
        from.forEach(consumer::seek);
        long movedNanos = System.nanoTime();
        Map<TopicPartition, Long> positions = new HashMap<>();
        while (true) {
            if (left.removeIf(partition -> consumer.position(partition, TIMEOUT) >= to.getOrDefault(partition, 0L))) {
                consumer.assign(left);
            }
            if (left.isEmpty()) {
                return;
            }
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < to.getOrDefault(partition, 0L) && !taker.take(record)) {
                    return;
                }
            }
            if (hasMoved(left, positions)) {
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > PATIENCE.toNanos()) {
                throw new UnusableClusterException("topic " + topic + " could not be read to its end: nothing came for "
                        + PATIENCE.toSeconds() + " s; check that its partitions have leaders, and try again");
            }
        }
    }

    private boolean hasMoved(Set<TopicPartition> partitions, Map<TopicPartition, Long> positions) {
        boolean hasMoved = false;
        for (TopicPartition partition : partitions) {
            Long now = consumer.position(partition, TIMEOUT);
            hasMoved |= !now.equals(positions.put(partition, now));
        }
        return hasMoved;
    }

    /** Where retention was faster, reading goes on with what is left. */
    private Iterable<ConsumerRecord<byte[], byte[]>> poll() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException missed) {
            consumer.seekToBeginning(missed.offsetOutOfRangePartitions().keySet());
            return List.of();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
