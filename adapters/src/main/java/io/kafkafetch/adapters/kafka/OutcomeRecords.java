package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.BatchOutcome;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records an outcome is published as: its insights in order, then its dead letters.
 *
 * @param outputTopic where insights go
 */
record OutcomeRecords(String outputTopic, InsightEncoder insights, DeadLetterRecords deadLetters) {

    /** @param clock tells when a dead letter was rejected */
    static OutcomeRecords of(LaneSettings settings, InsightEncoder insights, InstantSource clock) {
        return new OutcomeRecords(
                settings.outputTopic(),
                insights,
                new DeadLetterRecords(settings.deadLetterTopic(), settings.groupId(), clock));
    }

    /** @param omitLarge whether dead letters go without what is large in them, see {@link DeadLetterRecords#record} */
    Stream<ProducerRecord<byte[], byte[]>> of(BatchOutcome outcome, boolean omitLarge) {
        return Stream.concat(
                outcome.insights().stream()
                        .map(insight -> traced(
                                new ProducerRecord<>(
                                        outputTopic, insights.key(insight), insights.value(insight, outcome.batch())),
                                outcome)),
                outcome.batch().deadLetters().stream()
                        .map(letter -> deadLetters.record(letter, omitLarge, outcome.trace())));
    }

    private static ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> record, BatchOutcome outcome) {
        TraceHeaders.add(record.headers(), outcome.trace());
        return record;
    }
}
