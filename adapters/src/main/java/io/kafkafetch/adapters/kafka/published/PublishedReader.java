package io.kafkafetch.adapters.kafka.published;

import io.kafkafetch.application.published.PublishedListener;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what is published, all partitions of both output topics, as any other reader would: committed transactions
 * alone, from the moment it was opened. Used by one thread.
 */
public final class PublishedReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final PublishedRecords records;

    /**
     * A reader that stands at the topics' present ends.
     *
     * @param consumer reads committed; closed with this reader
     * @param listener hears of the records alone, while {@link #read} runs
     */
    public PublishedReader(
            Consumer<byte[], byte[]> consumer, String outputTopic, String deadLetterTopic, PublishedListener listener) {
        this.consumer = consumer;
        this.records = new PublishedRecords(outputTopic, List.of(listener));
        List<TopicPartition> partitions = Stream.of(outputTopic, deadLetterTopic)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(PublishedReader::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // resolves the ends now, not at the first read
    }

    /** Reports all records that are new; waits for the first for at most this time. */
    public void read(Duration timeout) {
        consumer.poll(timeout).forEach(records::report);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
