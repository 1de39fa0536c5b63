package io.kafkafetch.adapters.kafka.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.progress.OldestRecords.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OldestRecordsTest {

    private static final Instant NOW = Instant.parse("2023-09-13T16:43:50Z");
    private static final TopicPartition P0 = new TopicPartition("user-login", 0);

    private final Looked consumer = new Looked();
    private final OldestRecords oldest = new OldestRecords(() -> consumer, System::nanoTime);

    /** Holds one record a partition, and remembers what it was asked for. */
    private static final class Looked extends MockConsumer<byte[], byte[]> {

        private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> records = new HashMap<>();
        private final Set<TopicPartition> asked = new HashSet<>();

        Looked() {
            super("earliest");
        }

        void holds(TopicPartition partition, long offset, Instant timestamp) {
            records.put(
                    partition,
                    new ConsumerRecord<>(
                            partition.topic(),
                            partition.partition(),
                            offset,
                            timestamp.toEpochMilli(),
                            TimestampType.CREATE_TIME,
                            0,
                            0,
                            new byte[0],
                            new byte[0],
                            new RecordHeaders(),
                            Optional.empty()));
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            asked.add(partition);
            ConsumerRecord<byte[], byte[]> record = records.get(partition);
            if (record != null && record.offset() >= offset) {
                updateBeginningOffsets(Map.of(partition, 0L));
                addRecord(record);
            }
        }
    }

    @AfterEach
    void close() {
        oldest.close();
    }

    private Map<TopicPartition, Duration> ages(long position, long end, Instant now) {
        return oldest.ages(Map.of(P0, new Span(position, end)), now);
    }

    @Test
    void theRecordAtThePositionIsLookedAtOnceAndThenGrowsOlder() {
        consumer.holds(P0, 5, NOW.minusSeconds(7));

        assertThat(ages(5, 9, NOW)).containsExactly(Map.entry(P0, Duration.ofSeconds(7)));
        consumer.asked.clear();
        assertThat(ages(5, 20, NOW.plusSeconds(2))).containsExactly(Map.entry(P0, Duration.ofSeconds(9)));
        assertThat(consumer.asked).isEmpty();
    }

    @Test
    void aNewPositionIsLookedAtAnew() {
        consumer.holds(P0, 5, NOW.minusSeconds(7));
        ages(5, 9, NOW);
        consumer.holds(P0, 8, NOW.minusSeconds(3));

        assertThat(ages(8, 9, NOW)).containsExactly(Map.entry(P0, Duration.ofSeconds(3)));
    }

    @Test
    void withoutLagNothingIsLookedAtAndTheAgeIsZero() {
        assertThat(ages(9, 9, NOW)).containsExactly(Map.entry(P0, Duration.ZERO));
        assertThat(consumer.asked).isEmpty();
    }

    @Test
    void aRecordOfTheFutureIsNotOld() {
        consumer.holds(P0, 5, NOW.plusSeconds(3_600));

        assertThat(ages(5, 9, NOW)).containsExactly(Map.entry(P0, Duration.ZERO));
    }

    @Test
    void aRecordWithoutATimeHasNoAge() {
        consumer.holds(P0, 5, Instant.ofEpochMilli(-1));

        assertThat(ages(5, 9, NOW)).isEmpty();
    }

    @Test
    void aRecordThatCameAfterTheEndWasAskedForIsNoLag() {
        consumer.holds(P0, 9, NOW.minusSeconds(7));

        assertThat(ages(5, 9, NOW)).containsExactly(Map.entry(P0, Duration.ZERO));
    }

    @Test
    void whatCannotBeLookedAtIsAsOldAsItCanBeAtMost() {
        ages(9, 9, NOW); // no lag by then

        assertThat(ages(9, 12, NOW.plusSeconds(4)))
                .as("the record does not arrive")
                .containsExactly(Map.entry(P0, Duration.ofSeconds(4)));
    }

    @Test
    void ofManyPartitionsABoundedNumberIsLookedAtATimeEachInItsTurn() {
        int many = 2 * OldestRecords.MOST_PROBES;
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (int i = 0; i < many; i++) {
            TopicPartition partition = new TopicPartition("user-login", i);
            consumer.holds(partition, 5, NOW.minusSeconds(7));
            spans.put(partition, new Span(5, 9));
        }

        assertThat(oldest.ages(spans, NOW)).hasSize(OldestRecords.MOST_PROBES);
        assertThat(consumer.asked).hasSize(OldestRecords.MOST_PROBES);
        assertThat(oldest.ages(spans, NOW)).hasSize(many);
        assertThat(consumer.asked).hasSize(many);
    }
}
