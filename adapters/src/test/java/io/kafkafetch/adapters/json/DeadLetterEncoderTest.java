package io.kafkafetch.adapters.json;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterEncoderTest {

    private final DeadLetterEncoder encoder = new DeadLetterEncoder(() -> Instant.parse("2023-09-13T16:43:50.123Z"));

    @Test
    void aDeadLetterSaysWhereItCameFromAndEveryReasonAndIsWhole() {
        DeadLetter letter = letter(
                "user-login",
                List.of(
                        new Reason.OfField(LoginField.DEVICE_TYPE, FieldFault.MISSING),
                        new Reason.OfField(LoginField.IP, FieldFault.BLANK)),
                new Original(
                        "u-1".getBytes(UTF_8),
                        "{\"user_id\":\"\u00e9\ud83d\ude00\"}".getBytes(UTF_8),
                        List.of(
                                new Original.Header("trace", "7".getBytes(UTF_8)),
                                new Original.Header("trace", new byte[] {(byte) 0xff}),
                                new Original.Header("none", null))));

        assertThat(text(encoder.value(letter)))
                .isEqualTo("{\"topic\":\"user-login\",\"partition\":3,\"offset\":17,"
                        + "\"message\":\"device_type is missing; ip is blank\","
                        + "\"reasons\":[{\"code\":\"missing\",\"field\":\"device_type\"},"
                        + "{\"code\":\"blank\",\"field\":\"ip\"}],"
                        + "\"failed_at\":\"2023-09-13T16:43:50.123Z\",\"key\":\"u-1\","
                        + "\"value\":\"{\\\"user_id\\\":\\\"\u00e9\ud83d\ude00\\\"}\","
                        + "\"headers\":[{\"name\":\"trace\",\"value\":\"7\"},"
                        + "{\"name\":\"trace\",\"value_base64\":\"/w==\"},{\"name\":\"none\",\"value\":null}]}");
    }

    @Test
    void aRecordAtFaultAsAWholeNamesNoField() {
        assertThat(text(encoder.value(undecodable(null, "x".getBytes(UTF_8)))))
                .contains("\"reasons\":[{\"code\":\"not-json\"}]");
    }

    @Test
    void aLineOfAFileIsToldByItsNumberFromOne() {
        DeadLetter letter = undecodable(null, "x".getBytes(UTF_8));

        assertThat(text(new DeadLetterEncoder().value(letter, "logins.jsonl.gz")))
                .isEqualTo("{\"topic\":\"user-login\",\"partition\":3,\"offset\":17,\"file\":\"logins.jsonl.gz\","
                        + "\"line\":18,\"message\":\"the value is not JSON\",\"reasons\":[{\"code\":\"not-json\"}],"
                        + "\"value\":\"x\"}");
    }

    @Test
    void bytesThatAreNotUtf8AreInBase64() {
        byte[] halfACharacter = {'a', (byte) 0xc3};
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};

        assertThat(text(encoder.value(undecodable(surrogate, halfACharacter))))
                .endsWith("\"key_base64\":\"7aCA\",\"value_base64\":\"YcM=\"}");
    }

    @Test
    void noValueAndAnEmptyOneAreTwoThings() {
        assertThat(text(encoder.value(undecodable(null, null)))).endsWith("Z\",\"value\":null}");
        assertThat(text(encoder.value(undecodable(new byte[0], new byte[0]))))
                .endsWith("Z\",\"key\":\"\",\"value\":\"\"}");
    }

    @Test
    void aLineBreakIsEscapedSoThatADeadLetterIsOneLine() {
        assertThat(text(encoder.value(undecodable(null, "a\r\nb\u0000".getBytes(UTF_8)))))
                .endsWith("\"value\":\"a\\r\\nb\\u0000\"}")
                .doesNotContain("\n", "\r");
    }

    @Test
    void halfACharacterInANameFailsNothing() {
        DeadLetter letter = letter(
                "to\ud800pic",
                List.of(new Reason.OfRecord(RecordFault.EMPTY)),
                new Original(null, null, List.of(new Original.Header("\udc00", null))));

        assertThat(text(encoder.value(letter, "\ud800.jsonl")))
                .contains("\"topic\":\"to?pic\"", "\"file\":\"?.jsonl\"", "{\"name\":\"?\",\"value\":null}");
    }

    private static DeadLetter undecodable(byte @Nullable [] key, byte @Nullable [] value) {
        return letter(
                "user-login", List.of(new Reason.OfRecord(RecordFault.NOT_JSON)), new Original(key, value, List.of()));
    }

    private static DeadLetter letter(String topic, List<Reason> reasons, Original original) {
        return new DeadLetter(new Origin(new Partition(topic, 3), 17), reasons, original);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
