package io.kafkafetch.benchmarks.contestants;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * The floor: what reading alone costs. A plain consumer of all partitions that adds up records and bytes, and neither
 * looks into a record nor commits anything. It reads the topic again and again until it is killed: once through is over
 * before the JVM has compiled all of it.
 */
public final class Floor implements FloorMXBean {

    /** Name of the platform's MBean that tells how far it is. */
    public static final String MBEAN = "io.kafkafetch.benchmarks:type=Floor";

    private static final Duration POLL = Duration.ofMillis(100);

    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private Floor() {}

    /**
     * Reads until killed.
     *
     * @param arguments bootstrap servers, input topic
     */
    public static void main(String... arguments) throws JMException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected: bootstrapServers inputTopic");
        }
        Floor floor = new Floor();
        ManagementFactory.getPlatformMBeanServer().registerMBean(floor, new ObjectName(MBEAN));
        floor.read(arguments[0], arguments[1]);
    }

    @Override
    public long getRecords() {
        return records.getAcquire();
    }

    @Override
    public long getBytes() {
        return bytes.getAcquire();
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private void read(String bootstrapServers, String topic) {
        try (Consumer<byte[], ByteBuffer> consumer = new KafkaConsumer<>(
                settings(bootstrapServers), new ByteArrayDeserializer(), new ByteBufferDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                ConsumerRecords<byte[], ByteBuffer> records = consumer.poll(POLL);
                count(records);
                if (records.isEmpty() && isAtTheEnd(consumer, partitions)) {
                    consumer.seekToBeginning(partitions);
                }
            }
        }
    }

    private static boolean isAtTheEnd(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** This thread alone writes: a poll's sum is written once, and no record waits for another core. */
    private void count(ConsumerRecords<byte[], ByteBuffer> poll) {
        long moreRecords = 0;
        long moreBytes = 0;
        for (ConsumerRecord<byte[], ByteBuffer> record : poll) {
            ByteBuffer value = record.value();
            moreRecords++;
            moreBytes += value == null ? 0 : value.remaining();
        }
        bytes.setRelease(bytes.getPlain() + moreBytes);
        records.setRelease(records.getPlain() + moreRecords);
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(FetchTuning.SETTINGS);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }
}
