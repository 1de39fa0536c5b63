package io.kafkafetch.adapters.kafka.published;

import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.application.published.PublishedListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reports the records of both output topics. Those that are neither insights nor dead letters are passed over.
 *
 * @param outputTopic where insights are; the other one has dead letters
 */
record PublishedRecords(String outputTopic, List<PublishedListener> listeners) {

    private static final InsightDecoder INSIGHTS = new InsightDecoder();

    PublishedRecords {
        listeners = List.copyOf(listeners);
    }

    void report(ConsumerRecord<byte[], byte[]> record) {
        Instant publishedAt = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
        if (!record.topic().equals(outputTopic)) {
            DeadLetterHeaders.read(record.headers(), publishedAt)
                    .ifPresent(rejected -> listeners.forEach(listener -> listener.rejected(rejected)));
        } else {
            Optional.ofNullable(record.value()) // a tombstone has none
                    .flatMap(INSIGHTS::decode)
                    .ifPresent(insight -> listeners.forEach(listener -> listener.insight(insight, publishedAt)));
        }
    }
}
