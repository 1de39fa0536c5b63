package io.kafkafetch.adapters.kafka.census;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.LogLines;
import io.kafkafetch.adapters.json.letter.MarkerJson;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.letter.census.LetterCensus;
import io.kafkafetch.application.letter.census.LetterCounts;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LetterReaderTest {

    private static final Instant TIME = Instant.parse("2026-01-05T09:00:00Z");

    private final LetterCensus census = new LetterCensus();
    private final LetterReader reader = new LetterReader("dlq", census);
    private final LogLines log = LogLines.of(LetterReader.class);

    @AfterEach
    void stop() {
        log.close();
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                TIME.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static LetterId letter(String topic, long offset) {
        return new LetterId(new Partition(topic, 0), offset);
    }

    private void entry(LetterId letter, LetterState state, String life) {
        Marker marker = new Marker(letter, state, "run", "", "", TIME, "");
        reader.read(record("log", 0, MarkerJson.key(letter), MarkerJson.value(new Entry(marker, life))));
    }

    private void begin() {
        reader.begin(Map.of("dlq", "life-2"));
        for (int offset = 0; offset < 5; offset++) {
            reader.read(record("dlq", offset, null, "secret".getBytes(UTF_8)));
        }
    }

    private void isRead() {
        reader.live();
        reader.fine();
    }

    @Test
    void entriesOfThisTopicsLifeAloneCount() {
        begin();
        entry(letter("dlq", 0), LetterState.REPLAYED, "life-2");
        entry(letter("dlq", 1), LetterState.PARKED, "");
        entry(letter("dlq", 2), LetterState.DISCARDED, "life-1");
        entry(letter("other", 3), LetterState.DISCARDED, "life-2");
        reader.read(record("log", 9, "no letter".getBytes(UTF_8), new byte[0]));
        reader.read(record("log", 9, null, new byte[0]));
        isRead();

        assertThat(census.counts()).contains(new LetterCounts(3, 1, 1, 0, Optional.of(TIME)));
        assertThat(log.all()).isEmpty();
    }

    @Test
    void aTombstoneOpensALetterAgain() {
        begin();
        entry(letter("dlq", 0), LetterState.REPLAYED, "life-2");
        reader.read(record("log", 1, MarkerJson.key(letter("dlq", 0)), null));
        isRead();

        assertThat(census.counts().map(LetterCounts::open)).contains(5L);
    }

    @Test
    void anEntryThatCannotBeReadLeavesAllUnknownAndIsSaidOnce() {
        begin();
        reader.read(record("log", 7, MarkerJson.key(letter("dlq", 0)), "{}".getBytes(UTF_8)));
        isRead();
        reader.fine();

        assertThat(census.counts()).isEmpty();
        assertThat(log.all())
                .singleElement()
                .satisfies(line -> assertThat(line.message())
                        .contains("It is not known how many dead letters are open: the entry log-0@7 cannot be read"));

        begin(); // in its next life
        isRead();
        assertThat(census.counts()).isPresent();
    }

    @Test
    void theLastEntryOfALetterCounts() {
        begin();
        reader.read(record("log", 7, MarkerJson.key(letter("dlq", 0)), "{}".getBytes(UTF_8)));
        isRead();
        assertThat(census.counts()).isEmpty();

        reader.read(record("log", 8, MarkerJson.key(letter("dlq", 0)), null));
        isRead();
        assertThat(census.counts().map(LetterCounts::open)).contains(5L);
    }

    @Test
    void whatFailsAgainAndAgainIsSaidOnceAndNothingIsKnownMeanwhile() {
        begin();
        isRead();
        Fault denied = new Fault(TroubleCode.ACCESS_DENIED, "topic log", "details");
        reader.failed(denied);
        assertThat(census.counts()).isEmpty();
        assertThat(log.all()).as("it may be over at once").isEmpty();
        for (int i = 0; i < 5; i++) {
            reader.failed(denied);
        }
        assertThat(log.all())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.message()).contains("Kafka does not allow access: topic log. login_dlq_open"));
        isRead();
        assertThat(census.counts()).isPresent();
    }

    @Test
    void anOutageOfTheClusterIsReportedByOthers() {
        begin();
        for (int i = 0; i < 5; i++) {
            reader.failed(Fault.of(TroubleCode.CLUSTER_AWAY));
        }
        assertThat(log.all()).isEmpty();
    }
}
