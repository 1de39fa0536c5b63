package io.kafkafetch.adapters.kafka.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.records.DeadLetterRecords;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service writes is read back, and what others write as far as it is what it should be. */
class LetterRecordTest {

    private static final Instant FAILED = Instant.parse("2026-01-05T09:00:00.123Z");
    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final byte[] VALUE = "{\"user_id\":\"u\"}".getBytes(UTF_8);

    private static ConsumerRecord<byte[], byte[]> published(ProducerRecord<byte[], byte[]> record) {
        return published(record.key(), record.value(), record.headers());
    }

    private static ConsumerRecord<byte[], byte[]> published(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                "user-login-dlq",
                2,
                17,
                FAILED.plusMillis(5).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static DeadLetter deadLetter(Original.Header... headers) {
        return new DeadLetter(
                new Origin(new Partition("user-login", 3), 41),
                List.of(
                        new Reason.OfField(LoginField.IP, FieldFault.BLANK),
                        new Reason.OfField(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE)),
                new Original(KEY, VALUE, List.of(headers)));
    }

    private static Original.Header header(String name, String value) {
        return new Original.Header(name, value.getBytes(UTF_8));
    }

    private static Letter read(Payload payload, boolean omitLarge, DeadLetter letter) {
        return LetterRecord.read(
                published(new DeadLetterRecords("user-login-dlq", "group-1", payload, () -> FAILED)
                        .record(letter, omitLarge, TraceContext.NONE, "life-1")),
                HeaderStyle.KAFKA_FETCH);
    }

    @Test
    void aLetterOfOursIsReadBack() {
        Letter letter = read(
                Payload.FULL,
                false,
                deadLetter(
                        header("trace", "1"),
                        header("__dlq.errors.replay-count", "2"),
                        header("__dlq.errors.letter", "user-login-dlq-0@9"),
                        header("__dlq.errors.first-letter", "user-login-dlq-0@4")));

        assertThat(letter.id()).hasToString("user-login-dlq-2@17");
        assertThat(letter.failure().origin())
                .hasValueSatisfying(origin -> assertThat(origin.offset()).isEqualTo(41));
        assertThat(letter.failure().topicId()).isEqualTo("life-1");
        assertThat(letter.failure().group()).isEqualTo("group-1");
        assertThat(letter.failure().at()).isEqualTo(FAILED);
        assertThat(letter.failure().replays()).isEqualTo(2);
        assertThat(letter.failure().first())
                .hasValueSatisfying(first -> assertThat(first).hasToString("user-login-dlq-0@4"));
        assertThat(letter.failure().reasons())
                .containsExactly(new LetterReason("blank", "ip"), new LetterReason("out-of-range", "timestamp"));
        assertThat(letter.content()).isInstanceOfSatisfying(Content.Whole.class, whole -> {
            assertThat(whole.original().key()).isEqualTo(KEY);
            assertThat(whole.original().value()).isEqualTo(VALUE);
            assertThat(whole.original().headers())
                    .extracting(Original.Header::name)
                    .containsExactly("trace");
        });
    }

    @Test
    void partsThatWereLeftOutAreKnownBySize() {
        Letter letter = read(Payload.OMITTED, false, deadLetter(header("trace", "1")));

        assertThat(letter.content()).isInstanceOfSatisfying(Content.Incomplete.class, incomplete -> {
            assertThat(incomplete.keyBytes()).hasValue(KEY.length);
            assertThat(incomplete.valueBytes()).hasValue(VALUE.length);
            assertThat(incomplete.headers()).hasValue(1);
        });
    }

    /** They look as if the service had left something out. */
    @Test
    void headersOfTheRecordItselfDoNotCountAsOurs() {
        Letter letter = read(
                Payload.FULL,
                false,
                deadLetter(header("__dlq.errors.value-omitted", "7 bytes"), header("__dlq.errors.key-id", "mine")));

        assertThat(letter.content()).isInstanceOf(Content.Whole.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatIsNoDeadLetterIsAnUnknownOne(HeaderStyle style) {
        RecordHeaders nonsense = new RecordHeaders();
        for (String name : List.of("topic", "partition", "offset", "exception.class.name", "original-offset")) {
            nonsense.add(style.prefix() + name, "\u0001 ;;".getBytes(UTF_8));
        }
        for (Headers headers : List.of(new RecordHeaders(), nonsense)) {
            Letter letter = LetterRecord.read(published(KEY, VALUE, headers), style);

            assertThat(letter.failure().reasons()).containsExactly(LetterReason.UNKNOWN);
            assertThat(letter.failure().origin()).isEmpty();
            assertThat(letter.content()).isInstanceOf(Content.Whole.class);
        }
    }

    @Test
    void lettersOfKafkaConnectAreRead() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "__connect.errors.topic", "orders");
        add(headers, "__connect.errors.partition", "4");
        add(headers, "__connect.errors.offset", "99");
        add(headers, "__connect.errors.connector.name", "sink");
        add(headers, "__connect.errors.exception.class.name", "org.apache.kafka.connect.errors.DataException");
        add(headers, "mine", "1");

        Letter letter = LetterRecord.read(published(KEY, VALUE, headers), HeaderStyle.CONNECT);

        assertThat(letter.failure().origin()).contains(new Origin(new Partition("orders", 4), 99));
        assertThat(letter.failure().reasons()).containsExactly(new LetterReason("DataException", ""));
        assertThat(((Content.Whole) letter.content()).original().headers())
                .extracting(Original.Header::name)
                .containsExactly("mine");
    }

    @Test
    void lettersOfSpringAreRead() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "kafka_dlt-original-topic", "orders");
        headers.add(
                "kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(4).array());
        headers.add(
                "kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(99).array());
        add(headers, "kafka_dlt-exception-fqcn", "org.springframework.kafka.listener.ListenerExecutionFailedException");
        add(headers, "kafka_dlt-exception-cause-fqcn", "com.example.Outer$BadOrder");

        Letter letter = LetterRecord.read(published(KEY, VALUE, headers), HeaderStyle.SPRING);

        assertThat(letter.failure().origin()).contains(new Origin(new Partition("orders", 4), 99));
        assertThat(letter.failure().reasons()).containsExactly(new LetterReason("BadOrder", ""));
        assertThat(((Content.Whole) letter.content()).original().headers()).isEmpty();
    }

    @Test
    void lettersOfKafkaStreamsAreRead() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "__streams.errors.topic", "orders");
        add(headers, "__streams.errors.partition", "4");
        add(headers, "__streams.errors.offset", "99");
        add(headers, "__streams.errors.exception", "java.lang.NumberFormatException");

        Letter letter = LetterRecord.read(published(KEY, VALUE, headers), HeaderStyle.STREAMS);

        assertThat(letter.failure().origin()).contains(new Origin(new Partition("orders", 4), 99));
        assertThat(letter.failure().reasons()).containsExactly(new LetterReason("NumberFormatException", ""));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
