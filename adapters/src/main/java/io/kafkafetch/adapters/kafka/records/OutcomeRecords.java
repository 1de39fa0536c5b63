package io.kafkafetch.adapters.kafka.records;

import io.kafkafetch.adapters.json.BatchFields;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import io.kafkafetch.adapters.kafka.client.TraceHeaders;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.domain.insight.Insight;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records an outcome is published as: its insights in order, then its dead letters; and what a commit is tallied as.
 *
 * @param outputTopic where insights go
 * @param tallies empty where none are published
 */
public record OutcomeRecords(
        String outputTopic, InsightEncoder insights, DeadLetterRecords deadLetters, Optional<TallyRecords> tallies) {

    /**
     * Records for the topics of this pipeline.
     *
     * @param payload what dead letters keep of their records
     * @param clock tells when a dead letter was rejected
     */
    public static OutcomeRecords of(
            KafkaPipeline pipeline, InsightEncoder insights, Payload payload, InstantSource clock) {
        return new OutcomeRecords(
                pipeline.outputTopic(),
                insights,
                new DeadLetterRecords(pipeline.deadLetterTopic(), pipeline.groupId(), payload, clock),
                pipeline.rollups()
                        .map(rollups -> new TallyRecords(rollups.tallies(), new TallyEncoder(rollups.rules()))));
    }

    /**
     * Makes one record after the other, each when the one before has been taken: a large batch has many.
     *
     * @param omitLarge whether dead letters go without what is large in them, see {@link DeadLetterRecords#record}
     */
    public void forEach(BatchOutcome outcome, boolean omitLarge, Consumer<ProducerRecord<byte[], byte[]>> taker) {
        BatchFields batch = BatchFields.of(outcome.batch());
        for (Insight insight : outcome.insights()) {
            ProducerRecord<byte[], byte[]> published =
                    new ProducerRecord<>(outputTopic, insights.key(insight), insights.value(insight, batch));
            TraceHeaders.add(published.headers(), outcome.trace());
            taker.accept(published);
        }
        String life = TallyRecords.life(outcome);
        for (DeadLetter letter : outcome.batch().deadLetters()) {
            taker.accept(deadLetters.record(letter, omitLarge, outcome.trace(), life));
        }
    }
}
