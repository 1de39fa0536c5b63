package io.kafkafetch.adapters.kafka.records;

import io.kafkafetch.adapters.json.rollup.TallyEncoder;
import io.kafkafetch.adapters.kafka.input.Incarnation;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.rollup.Tally;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records that say what a commit counted of each partition. All go to the topic's first partition, so that whoever
 * adds them up sees all of them.
 *
 * @param topic where they go
 */
public record TallyRecords(String topic, TallyEncoder tallies) {

    /** The only partition that is written to. */
    public static final int PARTITION = 0;

    /**
     * The records of one commit.
     *
     * @param outcomes consecutive batches of each partition, in order
     */
    public List<ProducerRecord<byte[], byte[]>> of(List<BatchOutcome> outcomes) {
        return Tally.of(outcomes, tallies.rules().clock(), tallies.rules().users(), TallyRecords::life).stream()
                .flatMap(this::records)
                .toList();
    }

    /** Which of the lives of its topic the partition is in; empty where it came from no topic. */
    public static String life(BatchOutcome outcome) {
        return Incarnation.of(outcome.checkpoint())
                .map(topic -> topic.id().toString())
                .orElse("");
    }

    private Stream<ProducerRecord<byte[], byte[]>> records(Tally tally) {
        byte[] key = TallyEncoder.key(tally);
        return tallies.values(tally).stream().map(value -> new ProducerRecord<>(topic, PARTITION, key, value));
    }
}
