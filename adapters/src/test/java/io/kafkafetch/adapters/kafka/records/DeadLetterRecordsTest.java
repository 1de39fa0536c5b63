package io.kafkafetch.adapters.kafka.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterRecordsTest {

    private static final byte[] VALUE = "{}".getBytes(UTF_8);
    private static final String REPLAYS = "__dlq.errors.replay-count";
    private static final List<Reason> MISSING_USER_AND_BLANK_IP = List.of(
            new Reason.OfField(LoginField.USER_ID, FieldFault.MISSING),
            new Reason.OfField(LoginField.IP, FieldFault.BLANK));

    private final DeadLetterRecords records =
            new DeadLetterRecords("user-login-dlq", "kafka-fetch", () -> Instant.parse("2023-09-13T16:43:50.123Z"));

    private static DeadLetter letter(byte @Nullable [] value, Original.Header... headers) {
        return letter(MISSING_USER_AND_BLANK_IP, new byte[] {1, (byte) 0xff}, value, headers);
    }

    private static DeadLetter letter(
            List<Reason> reasons, byte @Nullable [] key, byte @Nullable [] value, Original.Header... headers) {
        return new DeadLetter(
                new Origin(new Partition("user-login", 3), 41), reasons, new Original(key, value, List.of(headers)));
    }

    /** All headers in their order, as text. */
    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + text(header.value()));
        }
        return headers;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }

    private static String last(ProducerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    @Test
    void keyAndValueAreTheOriginals() {
        ProducerRecord<byte[], byte[]> record = records.record(letter(VALUE), false);

        assertThat(record.topic()).isEqualTo("user-login-dlq");
        assertThat(record.key()).isEqualTo(new byte[] {1, (byte) 0xff});
        assertThat(record.value()).isEqualTo(VALUE);
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
    }

    @Test
    void aTombstoneWithoutAKeyStaysOne() {
        ProducerRecord<byte[], byte[]> record =
                records.record(letter(List.of(new Reason.OfRecord(RecordFault.TOMBSTONE)), null, null), true);

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(record.headers().lastHeader("__dlq.errors.value-omitted")).isNull();
    }

    @Test
    void theHeadersSayWhereItCameFromAndWhatIsWrong() {
        assertThat(headers(records.record(letter(VALUE), false)))
                .containsExactly(
                        "__dlq.errors.topic=user-login",
                        "__dlq.errors.partition=3",
                        "__dlq.errors.offset=41",
                        "__dlq.errors.group=kafka-fetch",
                        "__dlq.errors.message=user_id is missing; ip is blank",
                        "__dlq.errors.reason=missing,blank",
                        "__dlq.errors.field=user_id,ip",
                        "__dlq.errors.failed-at=2023-09-13T16:43:50.123Z",
                        "__dlq.errors.replay-count=0");
    }

    @Test
    void aRecordAtFaultAsAWholeNamesNoField() {
        ProducerRecord<byte[], byte[]> record =
                records.record(letter(List.of(new Reason.OfRecord(RecordFault.NOT_JSON)), null, VALUE), false);

        assertThat(last(record, "__dlq.errors.reason")).isEqualTo("not-json");
        assertThat(last(record, "__dlq.errors.field")).isEmpty();
        assertThat(last(record, "__dlq.errors.message")).isEqualTo("the value is not JSON");
    }

    @Test
    void theOriginalsHeadersComeFirstUntouchedAndInTheirOrder() {
        ProducerRecord<byte[], byte[]> record = records.record(
                letter(
                        VALUE,
                        new Original.Header("trace", new byte[] {0, (byte) 0xff}),
                        new Original.Header("", null),
                        new Original.Header("trace", new byte[0]),
                        new Original.Header("__dlq.errors.reason", "of an earlier time".getBytes(UTF_8))),
                false);

        Header[] headers = record.headers().toArray();
        assertThat(headers).hasSize(4 + 9);
        assertThat(Arrays.stream(headers).limit(4).map(Header::key))
                .containsExactly("trace", "", "trace", "__dlq.errors.reason");
        assertThat(headers[0].value()).isEqualTo(new byte[] {0, (byte) 0xff});
        assertThat(headers[1].value()).isNull();
        assertThat(headers[2].value()).isEmpty();
        assertThat(text(headers[3].value())).isEqualTo("of an earlier time");
        assertThat(last(record, "__dlq.errors.reason")).isEqualTo("missing,blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "17", "999999999"})
    void theReplayCountIsCarriedOver(String replays) {
        ProducerRecord<byte[], byte[]> record = records.record(
                letter(
                        VALUE,
                        new Original.Header(REPLAYS, "3".getBytes(UTF_8)),
                        new Original.Header(REPLAYS, replays.getBytes(UTF_8))),
                false);

        assertThat(last(record, REPLAYS)).isEqualTo(replays);
    }

    /** Anybody may write headers: none of them may keep a record from its dead letter. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "many", "1.5", " 1", "12345678901234567890"})
    void aReplayCountThatIsNoneCountsAsNone(@Nullable String replays) {
        ProducerRecord<byte[], byte[]> record = records.record(
                letter(VALUE, new Original.Header(REPLAYS, replays == null ? null : replays.getBytes(UTF_8))), false);

        assertThat(last(record, REPLAYS)).isEqualTo("0");
        assertThat(record.headers().headers(REPLAYS)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"65536, true, kept", "65537, true, omitted", "65537, false, kept", "0, true, kept"})
    void aValueIsLeftOutOnlyWhereItIsLargeAndThatIsAskedFor(int length, boolean omitLargeValues, String becomes) {
        ProducerRecord<byte[], byte[]> record = records.record(letter(new byte[length]), omitLargeValues);

        if (becomes.equals("omitted")) {
            assertThat(record.value()).isNull();
            assertThat(last(record, "__dlq.errors.value-omitted")).isEqualTo(length + " bytes");
        } else {
            assertThat(record.value()).hasSize(length);
            assertThat(record.headers().lastHeader("__dlq.errors.value-omitted"))
                    .isNull();
        }
    }

    @Test
    void aLargeKeyAndLargeHeadersAreLeftOutAsAValueIs() {
        Original original =
                new Original(new byte[70_000], VALUE, List.of(new Original.Header("trace", new byte[70_000])));
        DeadLetter letter = new DeadLetter(letter(VALUE).origin(), letter(VALUE).reasons(), original);

        ProducerRecord<byte[], byte[]> record = records.record(letter, true);

        assertThat(record.key()).isNull();
        assertThat(record.value()).isEqualTo(VALUE);
        assertThat(record.headers().lastHeader("trace")).isNull();
        assertThat(last(record, "__dlq.errors.key-omitted")).isEqualTo("70000 bytes");
        assertThat(last(record, "__dlq.errors.headers-omitted")).isEqualTo("1 headers");
    }
}
