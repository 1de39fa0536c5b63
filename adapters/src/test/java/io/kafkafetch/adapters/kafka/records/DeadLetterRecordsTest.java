package io.kafkafetch.adapters.kafka.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.payload.Keys;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.adapters.payload.Payload;
import io.kafkafetch.adapters.payload.SealingKey;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.record.TraceContext;
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

    // ---- payloads that are left out or encrypted

    private static final String CANARY = "canary-c4f3";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Keys KEYS = Keys.rsa();

    private static DeadLetterRecords keeping(Payload payload) {
        return new DeadLetterRecords("user-login-dlq", "kafka-fetch", payload, () -> Instant.EPOCH);
    }

    private static Original.Header header(String name, String value) {
        return new Original.Header(name, value.getBytes(UTF_8));
    }

    /** With personal data in each part. */
    private static DeadLetter telltale() {
        return letter(
                MISSING_USER_AND_BLANK_IP,
                CANARY.getBytes(UTF_8),
                ("{\"user_id\":\"" + CANARY + "\"}").getBytes(UTF_8),
                header("traceparent", TRACE),
                header("tracestate", "vendor=" + CANARY),
                header("user-" + CANARY, CANARY),
                header("__connect.errors.exception.message", CANARY),
                header(REPLAYS, "3"));
    }

    @Test
    void aPayloadThatIsOmittedLeavesItsSizesReasonsOriginAndTrace() {
        ProducerRecord<byte[], byte[]> record = keeping(Payload.OMITTED).record(telltale(), false);

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(headers(record))
                .containsExactly(
                        "traceparent=" + TRACE,
                        "__dlq.errors.replay-count=3",
                        "__dlq.errors.topic=user-login",
                        "__dlq.errors.partition=3",
                        "__dlq.errors.offset=41",
                        "__dlq.errors.group=kafka-fetch",
                        "__dlq.errors.message=user_id is missing; ip is blank",
                        "__dlq.errors.reason=missing,blank",
                        "__dlq.errors.field=user_id,ip",
                        "__dlq.errors.failed-at=1970-01-01T00:00:00Z",
                        "__dlq.errors.replay-count=3",
                        "__dlq.errors.headers-omitted=5 headers",
                        "__dlq.errors.key-omitted=11 bytes",
                        "__dlq.errors.value-omitted=25 bytes");
    }

    @Test
    void anEncryptedPayloadIsOpenedByThePrivateKeyAlone() throws Exception {
        SealingKey key = SealingKey.read(KEYS.publicText());

        ProducerRecord<byte[], byte[]> record =
                keeping(new Payload.Encrypted(key)).record(telltale(), false);

        assertThat(headers(record)).noneMatch(header -> header.contains(CANARY));
        assertThat(text(record.key()) + text(record.value())).doesNotContain(CANARY);
        OpeningKey opening = OpeningKey.read(KEYS.privateText());
        assertThat(opening.open(record.key())).isEqualTo(CANARY.getBytes(UTF_8));
        assertThat(text(opening.open(record.value()))).isEqualTo("{\"user_id\":\"" + CANARY + "\"}");
        assertThat(text(opening.open(
                        record.headers().lastHeader("__dlq.errors.headers-jwe").value())))
                .startsWith("[{\"name\":\"traceparent\"")
                .contains("{\"name\":\"user-" + CANARY + "\",\"value\":\"" + CANARY + "\"}");
        assertThat(last(record, "__dlq.errors.key-id")).isEqualTo(key.id());
        assertThat(last(record, "traceparent")).isEqualTo(TRACE);
        assertThat(last(record, REPLAYS)).isEqualTo("3");
    }

    /** Anybody may write headers. */
    @Test
    void aTraceThatIsNoneIsPersonalDataToo() {
        ProducerRecord<byte[], byte[]> record =
                keeping(Payload.OMITTED).record(letter(VALUE, header("traceparent", CANARY)), false);

        assertThat(record.headers().lastHeader("traceparent")).isNull();
    }

    /** Base64 makes four bytes of three: 48 KiB are above 64 KiB when they are encrypted. */
    @ParameterizedTest
    @CsvSource({"48500, true, kept", "49500, true, omitted", "49500, false, kept"})
    void ofAnEncryptedValueTheSizeCountsThatItIsSentWith(int length, boolean omitLarge, String becomes) {
        SealingKey key = SealingKey.read(KEYS.publicText());
        DeadLetter letter = new DeadLetter(
                letter(VALUE).origin(),
                letter(VALUE).reasons(),
                new Original(new byte[length], new byte[length], List.of(new Original.Header("h", new byte[length]))));

        ProducerRecord<byte[], byte[]> record =
                keeping(new Payload.Encrypted(key)).record(letter, omitLarge);

        if (becomes.equals("omitted")) {
            assertThat(record.key()).isNull();
            assertThat(record.value()).isNull();
            assertThat(record.headers().lastHeader("__dlq.errors.headers-jwe")).isNull();
            assertThat(last(record, "__dlq.errors.value-omitted")).isEqualTo(length + " bytes");
            assertThat(last(record, "__dlq.errors.key-omitted")).isEqualTo(length + " bytes");
            assertThat(last(record, "__dlq.errors.headers-omitted")).isEqualTo("1 headers");
        } else {
            assertThat(record.value()).hasSizeGreaterThan(length);
            assertThat(record.headers().lastHeader("__dlq.errors.value-omitted"))
                    .isNull();
        }
    }

    @Test
    void whatARecordDoesNotHaveIsNeitherOmittedNorEncrypted() {
        DeadLetter tombstone = letter(List.of(new Reason.OfRecord(RecordFault.TOMBSTONE)), null, null);
        for (Payload payload : List.of(Payload.OMITTED, new Payload.Encrypted(SealingKey.read(KEYS.publicText())))) {
            ProducerRecord<byte[], byte[]> record = keeping(payload).record(tombstone, false);

            assertThat(record.key()).isNull();
            assertThat(record.value()).isNull();
            assertThat(headers(record)).noneMatch(header -> header.contains("omitted") || header.contains("jwe"));
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

    // ---- records that were replayed

    private static final String LETTER = "user-login-dlq-0@17";
    private static final String FIRST = "user-login-dlq-0@3";

    /** Whatever is kept of the payload: a loop stays visible, and a run finds its own records. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "omit", "encrypted", "full, headers too large"})
    void aRecordThatIsRejectedAgainSaysHowOftenAndWhichLettersItComesFrom(String kept) {
        DeadLetter letter = letter(
                VALUE,
                header(REPLAYS, "2"),
                header("__dlq.errors.letter", LETTER),
                header("__dlq.errors.first-letter", FIRST),
                new Original.Header("large", new byte[kept.contains("large") ? 70_000 : 1]));
        DeadLetterRecords writer = keeping(
                switch (kept) {
                    case "omit" -> Payload.OMITTED;
                    case "encrypted" -> new Payload.Encrypted(SealingKey.read(KEYS.publicText()));
                    default -> Payload.FULL;
                });

        ProducerRecord<byte[], byte[]> record = writer.record(letter, true);

        assertThat(last(record, REPLAYS)).isEqualTo("2");
        assertThat(last(record, "__dlq.errors.letter")).isEqualTo(LETTER);
        assertThat(last(record, "__dlq.errors.first-letter")).isEqualTo(FIRST);
    }

    @Test
    void aLetterThatIsNoneIsPersonalDataToo() {
        ProducerRecord<byte[], byte[]> record =
                keeping(Payload.OMITTED).record(letter(VALUE, header("__dlq.errors.letter", CANARY)), false);

        assertThat(record.headers().lastHeader("__dlq.errors.letter")).isNull();
    }

    @Test
    void theLifeOfTheTopicIsNamedWhereItIsKnown() {
        ProducerRecord<byte[], byte[]> record = records.record(letter(VALUE), false, TraceContext.NONE, "oJ3");

        assertThat(last(record, "__dlq.errors.topic-id")).isEqualTo("oJ3");
        assertThat(records.record(letter(VALUE), false).headers().lastHeader("__dlq.errors.topic-id"))
                .isNull();
    }
}
