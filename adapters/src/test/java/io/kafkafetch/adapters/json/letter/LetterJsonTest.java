package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.adapters.json.letter.MarkerJson.Entry;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Failure;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterReason;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterJsonTest {

    private static final LetterId ID = LetterId.parse("user-login-dlq-0@17").orElseThrow();
    private static final Instant TIME = Instant.parse("2026-01-05T09:00:00Z");

    // ---- the log

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPEN")
    void anEntryIsReadBackAndFitsItsPublishedSchema(LetterState state) throws Exception {
        boolean sent = state == LetterState.REPLAYED;
        Marker marker = new Marker(
                ID, state, "run-1", sent ? "divide timestamp=1000" : "", sent ? "user-login" : "", TIME, "\"why\" ä");

        byte[] value = MarkerJson.value(new Entry(marker, "life-1"));

        assertThat(MarkerJson.letter(MarkerJson.key(ID))).contains(ID);
        assertThat(MarkerJson.read(ID, value)).hasValueSatisfying(entry -> {
            assertThat(entry.marker()).isEqualTo(marker);
            assertThat(entry.isOf("life-1")).isTrue();
            assertThat(entry.isOf("")).isTrue();
            assertThat(entry.isOf("life-2")).isFalse();
        });
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("..", "docs", "schema", "dlq-log.schema.json")))
                        .validate(new String(value, UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    /** Anybody may write into a topic; what such a record says is not passed over, and not shown. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '~', textBlock = """
            ~~ | it is empty
            {} | format is missing
            canary-7d20 | it is not one JSON object
            {"canary-7d20":1,"canary-7d20":2} | it is not one JSON object
            [] | the whole is not an object
            {"format":"kafka-fetch-dlq-log/2","action":"parked","run":"","rule":"","to":"","topic_id":"","time":"2026-01-05T09:00:00Z","because":""} | format is not kafka-fetch-dlq-log/1
            {"format":"kafka-fetch-dlq-log/1","action":"open","run":"","rule":"","to":"","topic_id":"","time":"2026-01-05T09:00:00Z","because":""} | action is none that is known
            {"format":"kafka-fetch-dlq-log/1","action":"parked","run":"","rule":"","to":"","topic_id":"","time":"soon","because":""} | time is not an ISO-8601 moment
            """)
    void whatIsNoEntryIsRefused(String value, String why) {
        assertThatThrownBy(() -> MarkerJson.read(ID, value.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why)
                .hasNoCause();
    }

    @Test
    void aLetterWithoutAnEntryIsOpenAndARecordWithAnotherKeyIsNone() {
        assertThat(MarkerJson.read(ID, null)).isEmpty();
        assertThat(MarkerJson.letter(null)).isEmpty();
        assertThat(MarkerJson.letter("somebody".getBytes(UTF_8))).isEmpty();
    }

    // ---- letters

    private static Letter letter(Content content) {
        return new Letter(
                ID,
                TIME,
                new Failure(
                        Optional.of(new Origin(new Partition("user-login", 3), 41)),
                        "",
                        List.of(new LetterReason("missing", "device_type"), new LetterReason("not-json", "")),
                        TIME,
                        "group",
                        2,
                        LetterId.parse("user-login-dlq-0@3")),
                content);
    }

    private static Content.Whole whole(byte @Nullable [] key, byte @Nullable [] value) {
        return new Content.Whole(new Original(key, value, List.of(new Original.Header("h", new byte[] {(byte) 0xff}))));
    }

    @Test
    void aLetterIsListedWithoutItsPayload() {
        Letter letter = letter(whole("key canary".getBytes(UTF_8), "value canary".getBytes(UTF_8)));

        assertThat(new String(LetterWriter.outline(letter, LetterState.PARKED), UTF_8))
                .isEqualTo(
                        "{\"id\":\"user-login-dlq-0@17\",\"state\":\"parked\",\"topic\":\"user-login\",\"partition\":3,"
                                + "\"offset\":41,\"reasons\":[{\"code\":\"missing\",\"field\":\"device_type\"},{\"code\":\"not-json\"}],"
                                + "\"failed_at\":\"2026-01-05T09:00:00Z\",\"replay_count\":2,\"first_letter\":\"user-login-dlq-0@3\"}");
    }

    @Test
    void aWholeLetterIsWrittenAsInFiles() {
        assertThat(new String(
                        LetterWriter.whole(
                                letter(whole("k".getBytes(UTF_8), new byte[] {(byte) 0xfe})), LetterState.OPEN),
                        UTF_8))
                .endsWith(
                        "\"key\":\"k\",\"value_base64\":\"/g==\",\"headers\":[{\"name\":\"h\",\"value_base64\":\"/w==\"}]}");
        assertThat(new String(
                        LetterWriter.whole(
                                letter(new Content.Incomplete(
                                        new Original(null, null, List.of()),
                                        OptionalInt.empty(),
                                        OptionalInt.of(34),
                                        OptionalInt.of(2),
                                        false)),
                                LetterState.OPEN),
                        UTF_8))
                .endsWith("\"value\":null,\"value_omitted\":\"34 bytes\",\"headers_omitted\":\"2 headers\"}");
        assertThat(new String(
                        LetterWriter.whole(
                                letter(new Content.Sealed("id-1", null, "a.b".getBytes(UTF_8), null)),
                                LetterState.OPEN),
                        UTF_8))
                .endsWith("\"key_id\":\"id-1\",\"value_jwe\":\"a.b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "", "ä€😀", "{\"a\":1}"})
    void aChangedLetterIsReadFromItsExport(String value) {
        byte[] line = LetterWriter.whole(letter(whole(null, value.getBytes(UTF_8))), LetterState.OPEN);

        MendedLetter mended = MendedLetter.read(line);

        assertThat(mended.letter()).isEqualTo(ID);
        assertThat(mended.value()).isEqualTo(value.getBytes(UTF_8));
    }

    @Test
    void bytesAndTombstonesAreReadToo() {
        assertThat(MendedLetter.read(LetterWriter.whole(
                                letter(whole(null, new byte[] {1, (byte) 0xff})), LetterState.OPEN))
                        .value())
                .isEqualTo(new byte[] {1, (byte) 0xff});
        assertThat(MendedLetter.read(LetterWriter.whole(letter(whole(null, null)), LetterState.OPEN))
                        .value())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "canary | it is not one JSON object",
                "{\"value\":\"canary\"} | id is missing",
                "{\"id\":\"canary\",\"value\":\"x\"} | id names no letter, such as user-login-dlq-0@17",
                "{\"id\":\"a-0@1\"} | it has neither value nor value_base64",
                "{\"id\":\"a-0@1\",\"value\":{\"user\":\"canary\"}} | value is not text: write the changed JSON as a string (jq: tojson)",
                "{\"id\":\"a-0@1\",\"value_base64\":\"canary?\"} | value_base64 is not Base64"
            })
    void aLineThatCannotBeUsedIsNamedAndNotQuoted(String line, String fault) {
        assertThatThrownBy(() -> MendedLetter.read(line.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault);
    }

    @Test
    void headersAreReadBack() {
        List<Original.Header> headers = List.of(
                new Original.Header("a", "1".getBytes(UTF_8)),
                new Original.Header("a", null),
                new Original.Header("b", new byte[] {(byte) 0xff}));

        List<Original.Header> read =
                HeadersJson.read(DeadLetterEncoder.headers(headers)).orElseThrow();

        assertThat(read).usingRecursiveComparison().isEqualTo(headers);
        assertThat(HeadersJson.read("nothing".getBytes(UTF_8))).isEmpty();
    }
}
