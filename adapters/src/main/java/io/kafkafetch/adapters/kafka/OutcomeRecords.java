package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.BatchOutcome;
import io.kafkafetch.application.Delivery.DeadLetter;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records an outcome is published as: its insights in order, then its dead letters.
 *
 * @param outputTopic where insights go
 */
record OutcomeRecords(String outputTopic, InsightEncoder insights, DeadLetterRecords deadLetters) {

    /** @param omitLargeValues whether dead letters too large for their topic go without their value */
    Stream<ProducerRecord<byte[], byte[]>> of(BatchOutcome outcome, boolean omitLargeValues) {
        return Stream.concat(
                outcome.insights().stream()
                        .map(insight -> new ProducerRecord<>(
                                outputTopic, insights.key(insight), insights.value(insight, outcome.batch()))),
                outcome.batch().deadLetters().stream().map(letter -> record(letter, omitLargeValues)));
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter letter, boolean omitLargeValues) {
        return deadLetters.record(letter, omitLargeValues);
    }
}
