package io.kafkafetch.adapters.kafka.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads what is published, all partitions of both output topics, as any other reader would: committed transactions
 * alone, from the moment it was opened. Used by one thread.
 */
public final class PublishedReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final InsightDecoder insights;
    private final String outputTopic;

    /** Hears of each record. */
    public interface Listener {

        /** An insight was published. */
        void insight(InsightRecord insight);

        /** A dead letter was published, for the reasons of these codes. */
        void deadLetter(List<String> codes);
    }

    /**
     * A reader that stands at the topics' present ends.
     *
     * @param consumer reads committed; closed with this reader
     */
    public PublishedReader(
            Consumer<byte[], byte[]> consumer, InsightDecoder insights, String outputTopic, String deadLetterTopic) {
        this.consumer = consumer;
        this.insights = insights;
        this.outputTopic = outputTopic;
        List<TopicPartition> partitions = Stream.of(outputTopic, deadLetterTopic)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(PublishedReader::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // resolves the ends now, not at the first read
    }

    /** Tells the listener of all that is new; waits for it for at most this time. */
    public void read(Duration timeout, Listener listener) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
            if (record.topic().equals(outputTopic)) {
                insights.decode(record.value()).ifPresent(listener::insight);
            } else {
                listener.deadLetter(codes(record));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static List<String> codes(ConsumerRecord<byte[], byte[]> record) {
        Header reasons = record.headers().lastHeader(DeadLetterRecords.REASON);
        return reasons == null
                ? List.of()
                : Stream.of(new String(reasons.value(), UTF_8).split(",", -1))
                        .distinct()
                        .collect(Collectors.toList());
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
