package io.kafkafetch.adapters.json.login;

import static io.kafkafetch.adapters.json.login.LoginJson.VALID;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.Validation;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginDecoderTest {

    private static final LoginEvent EVENT = new LoginEvent("2.3.0", "RI", 1694623430, "iOS");

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);

    // What is accepted

    @Test
    void aLoginIsRead() {
        assertThat(decode(VALID)).isEqualTo(EVENT);
    }

    @Test
    void anyKindOfBufferIsReadFromPositionToLimitAndLeftAsItWas() {
        byte[] json = VALID.toString().getBytes(UTF_8);
        byte[] padded = ("xx" + VALID + "xxx").getBytes(UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();
        ByteBuffer window = ByteBuffer.wrap(padded, 2, json.length);
        Stream.of(
                        ByteBuffer.wrap(json),
                        ByteBuffer.wrap(json).asReadOnlyBuffer(),
                        direct,
                        direct.asReadOnlyBuffer(),
                        window,
                        window.slice(),
                        ByteBuffer.wrap(padded)
                                .slice(1, json.length + 2)
                                .position(1)
                                .limit(json.length + 1))
                .forEach(buffer -> {
                    int position = buffer.position();
                    int limit = buffer.limit();
                    assertThat(decoder.decode(buffer)).isEqualTo(EVENT);
                    assertThat(buffer.position()).isEqualTo(position);
                    assertThat(buffer.limit()).isEqualTo(limit);
                });
    }

    @Test
    void unknownFieldsAreIgnoredAtAnyDepthEvenUnderKnownNames() {
        assertThat(decode(VALID.and("session", "{\"device_type\":7,\"tags\":[\"a\",{\"user_id\":null,\"ip\":[{}]}]}")
                        .and("", "[]")
                        .and("USER_ID", "null")
                        .and("user_id ", "1")
                        .and("session", "true")))
                .isEqualTo(EVENT);
    }

    @Test
    void escapedNamesAndTextsAreTheSameAsPlainOnes() {
        String json = VALID.toString().replace("user_id", "\\u0075ser\\u005Fid").replace("RI", "\\u0052\\u0049");
        assertThat(decode(json)).isEqualTo(EVENT);
    }

    @Test
    void whiteSpaceAroundTheObjectIsAllowed() {
        assertThat(decode(" \t\r\n" + VALID + "\n\r\t ")).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0e7, 0",
        "0e999999999999999999999, 0",
        "253402300799, 253402300799",
        "253402300799.000, 253402300799",
        "1.0, 1",
        "1e3, 1000",
        "1E+3, 1000",
        "1.5e1, 15",
        "1200e-2, 12",
        "0.00001234e8, 1234",
        "'\"0\"', 0",
        "'\"-0\"', 0",
        "'\"1694623430\"', 1694623430",
    })
    void aTimestampIsAnyWholeNumberOrTheTextOfOne(String json, long seconds) {
        assertThat(decode(VALID.with(LoginField.TIMESTAMP, json)))
                .extracting(verdict -> ((LoginEvent) verdict).timestamp())
                .isEqualTo(seconds);
    }

    @Test
    void aMissingOrNullDeviceTypeIsUnknownWhereThePolicySaysSo() {
        LoginDecoder lenient = new LoginDecoder(MissingDeviceType.UNKNOWN);
        for (LoginJson json :
                List.of(VALID.without(LoginField.DEVICE_TYPE), VALID.with(LoginField.DEVICE_TYPE, "null"))) {
            assertThat(decode(json)).isEqualTo(rejected(LoginField.DEVICE_TYPE, FieldFault.MISSING));
            assertThat(lenient.decode(ByteBuffer.wrap(json.toString().getBytes(UTF_8))))
                    .extracting(verdict -> ((LoginEvent) verdict).deviceType())
                    .isEqualTo("unknown");
        }
    }

    @Test
    void textsOfTheGreatestLengthAreAcceptedWhateverPlaneTheirCharactersAreOf() {
        for (String character : List.of("a", "\u00e9", "\u20ac", "\ud83d\ude00")) {
            assertThat(decode(VALID.with(LoginField.USER_ID, '"' + character.repeat(256) + '"')))
                    .isInstanceOf(LoginEvent.class);
            assertThat(decode(VALID.with(LoginField.USER_ID, '"' + character.repeat(257) + '"')))
                    .isEqualTo(rejected(LoginField.USER_ID, FieldFault.TOO_LONG));
        }
    }

    // What is wrong with a field

    @ParameterizedTest
    @EnumSource
    void anAbsentOrNullFieldIsMissing(LoginField field) {
        assertThat(decode(VALID.without(field))).isEqualTo(rejected(field, FieldFault.MISSING));
        assertThat(decode(VALID.with(field, "null"))).isEqualTo(rejected(field, FieldFault.MISSING));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldOfWhiteSpaceAloneIsBlank(LoginField field) {
        for (String blank : List.of("", " ", "\\t\\r\\n", "\u00a0\u3000", "\\u2028")) {
            assertThat(decode(VALID.with(field, '"' + blank + '"'))).isEqualTo(rejected(field, FieldFault.BLANK));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsNoTextHasTheWrongType(LoginField field) {
        for (String json : List.of("true", "false", "[\"a\"]", "[]", "{\"user_id\":\"a\"}", "1.5", "[[{}]]")) {
            assertThat(decode(VALID.with(field, json))).isEqualTo(rejected(field, FieldFault.WRONG_TYPE));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMESTAMP")
    void aNumberIsNoText(LoginField field) {
        for (String json : List.of("0", "1694623430", "1e3", "9".repeat(100))) {
            assertThat(decode(VALID.with(field, json))).isEqualTo(rejected(field, FieldFault.WRONG_TYPE));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMESTAMP")
    void aLoneSurrogateIsNotUnicode(LoginField field) {
        for (String json : List.of("\"\\ud83d\"", "\"a\\ude00\"", "\"\\ude00\\ud83d\"", "\"\\ud83dx\"")) {
            assertThat(decode(VALID.with(field, json))).isEqualTo(rejected(field, FieldFault.NOT_UNICODE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedFieldIsAFaultWhateverItsValues(LoginField field) {
        String valid = field == LoginField.TIMESTAMP ? "1" : "\"a\"";
        for (String json : List.of(valid, "null", "[{}]", "1.5")) {
            assertThat(decode(VALID.and(field.wireName(), json))).isEqualTo(rejected(field, FieldFault.REPEATED));
            assertThat(decode(VALID.with(field, json).and(field.wireName(), valid)))
                    .isEqualTo(rejected(field, FieldFault.REPEATED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "253402300800",
                "4102444800000",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "1e13",
                "1e18",
                "1e19",
                "0.1e999999999999999999999",
                "1e999999999",
                "-1E+999999999",
                "\"-1\"",
                "\"253402300800\"",
                "\"9999999999999999999\""
            })
    void aTimestampBeforeOrAfterTheRangeIsOutOfIt(String json) {
        assertThat(decode(VALID.with(LoginField.TIMESTAMP, json)))
                .isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "1.0001",
                "1e-1",
                "1e-999999999999999999999",
                "1694623430.5",
                "10000000000000000000000000000000000000000.1",
                "\"1.0\"",
                "\"1e3\"",
                "\"01\"",
                "\" 1\"",
                "\"1 \"",
                "\"+1\"",
                "\"0x10\"",
                "\"1\\n\"",
                "\"\u0661\"",
                "\"2023-09-13T16:43:50Z\""
            })
    void aTimestampThatIsNeitherWholeNorTheTextOfAWholeNumberHasTheWrongType(String json) {
        assertThat(decode(VALID.with(LoginField.TIMESTAMP, json)))
                .isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.WRONG_TYPE));
    }

    @Test
    void allReasonsAreGivenInTheOrderOfTheContract() {
        String json = "{\"device_type\":1,\"timestamp\":-1,\"device_id\":\"" + "x".repeat(257)
                + "\",\"locale\":\"a\",\"locale\":\"b\",\"ip\":\"\\ud800\",\"app_version\":\" \"}";
        assertThat(decode(json))
                .isEqualTo(new Validation.Rejected(List.of(
                        new Reason.OfField(LoginField.USER_ID, FieldFault.MISSING),
                        new Reason.OfField(LoginField.APP_VERSION, FieldFault.BLANK),
                        new Reason.OfField(LoginField.IP, FieldFault.NOT_UNICODE),
                        new Reason.OfField(LoginField.LOCALE, FieldFault.REPEATED),
                        new Reason.OfField(LoginField.DEVICE_ID, FieldFault.TOO_LONG),
                        new Reason.OfField(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE),
                        new Reason.OfField(LoginField.DEVICE_TYPE, FieldFault.WRONG_TYPE))));
    }

    // What is wrong with a record

    @Test
    void aTombstoneIsAFault() {
        assertThat(decoder.decode(null)).isEqualTo(Validation.undecodable(RecordFault.TOMBSTONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n "})
    void nothingButWhiteSpaceIsEmpty(String value) {
        assertThat(decode(value)).isEqualTo(Validation.undecodable(RecordFault.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"user_id\":[1]}]", "\"text\"", "7", "-1.5e-7", "true", "false", "null", " [ ] "})
    void anotherJsonValueIsNotAnObject(String value) {
        assertThat(decode(value)).isEqualTo(Validation.undecodable(RecordFault.NOT_AN_OBJECT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{}}",
                "{} {}",
                "{},",
                "[1 2]",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{1:1}",
                "[01]",
                "[-]",
                "[+1]",
                "[.5]",
                "[1.]",
                "[1e]",
                "[0x1]",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[tru]",
                "[True]",
                "[truefalse]",
                "[nullx]",
                "[1a]",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u123\"",
                "\"\t\"",
                "\"\u0000\"",
                "{\"\n\":1}",
                "/**/{}",
                "{}//",
                "{}#",
                "\u001e{}",
                "\f{}",
                "\u00a0{}",
                "{}\u2028",
                "{}\u0000",
                "\u0000",
                "\u0000{}",
                "{\u0000}",
                "nul",
                "1 2",
                "truetrue",
                "[1",
                "[\"a\"",
                "{\"a\":[}",
                "[}",
                "{\"a\":{]}",
                "*",
                "\ufeff",
                "[\u007f]"
            })
    void anythingElseIsNotJson(String value) {
        assertThat(decode(value)).isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
    }

    @Test
    void aLoginCutOffAnywhereIsNotJson() {
        String json = VALID.and("x", "{\"y\":[1.5e3,true,\"\\u0041\"]}").toString();
        for (int length = 1; length < json.length(); length++) {
            assertThat(decode(json.substring(0, length)))
                    .as(json.substring(0, length))
                    .isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
        }
    }

    @Test
    void aByteOrderMarkIsNotJson() {
        assertThat(decode("\ufeff" + VALID)).isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
    }

    @ParameterizedTest
    @MethodSource
    void anotherEncodingIsNotDetectedButAFault(Charset charset) {
        assertThat(decode(VALID.toString().getBytes(charset))).isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
    }

    static Stream<Charset> anotherEncodingIsNotDetectedButAFault() {
        return Stream.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"));
    }

    /** The ill-formed sequences of the Unicode Standard, section 3.9 (table 3-7), at both ends of each range. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0af",
                "c1bf",
                "c2",
                "c241",
                "e08080",
                "e09fbf",
                "e1",
                "e180",
                "e18041",
                "eda080",
                "edbfbf",
                "eda0bdedb880",
                "f0808080",
                "f08fbfbf",
                "f0",
                "f09f",
                "f09f98",
                "f09f9841",
                "f4908080",
                "f5808080",
                "f8888080",
                "fe",
                "ff",
                "fffe",
                "feff"
            })
    void malformedUtf8IsAFaultWhereverItStands(String hex) {
        String bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
        for (String value : List.of(
                bytes,
                VALID + bytes,
                bytes + VALID,
                VALID.with(LoginField.LOCALE, '"' + bytes + '"').toString(),
                VALID.and("unknown", "[{\"a\":\"" + bytes + "\"}]").toString(),
                VALID.and("unknown" + bytes, "1").toString(),
                "{" + bytes)) {
            assertThat(decode(value.getBytes(ISO_8859_1))).isEqualTo(Validation.undecodable(RecordFault.NOT_UTF8));
        }
    }

    // Bounds

    @Test
    void nestingUpToTheBoundIsReadAndBeyondItIsNotJson() {
        int inner = LoginDecoder.MAX_DEPTH - 1; // the login itself is the outermost
        assertThat(decode(VALID.and("x", "[".repeat(inner) + "]".repeat(inner))))
                .isEqualTo(EVENT);
        assertThat(decode(VALID.and("x", "[".repeat(inner + 1) + "]".repeat(inner + 1))))
                .isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
    }

    @Test
    void aMillionLevelsAreNotJson() {
        for (String level : List.of("[", "{\"a\":", "[{\"device_type\":")) {
            assertThat(decode(level.repeat(1_000_000))).isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
            assertThat(decode(VALID.and("ip", level.repeat(1_000_000))))
                    .isEqualTo(Validation.undecodable(RecordFault.NOT_JSON));
        }
    }

    @Test
    void unknownFieldsAreIgnoredHoweverHugeTheyAre() {
        int mebibyte = 1 << 20;
        for (LoginJson json : List.of(
                VALID.and("x", '"' + "s".repeat(mebibyte) + '"'),
                VALID.and("x", '"' + "\\u0041".repeat(mebibyte / 6) + '"'),
                VALID.and("x", "9".repeat(mebibyte)),
                VALID.and("x", "-0." + "9".repeat(mebibyte) + "e-" + "9".repeat(mebibyte)),
                VALID.and("n".repeat(mebibyte), "1"),
                VALID.and("x", "[" + "{\"n\":[]},".repeat(mebibyte / 10) + "0]"))) {
            assertThat(decode(json)).isEqualTo(EVENT);
        }
    }

    @Test
    void hugeNumbersTakeNoLongerThanTheirDigits() {
        int mebibyte = 1 << 20;
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(decode(VALID.with(LoginField.TIMESTAMP, "9".repeat(mebibyte))))
                    .isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
            assertThat(decode(VALID.with(LoginField.TIMESTAMP, '"' + "9".repeat(mebibyte) + '"')))
                    .isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
            assertThat(decode(VALID.with(LoginField.TIMESTAMP, "1e" + "9".repeat(mebibyte))))
                    .isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.OUT_OF_RANGE));
            assertThat(decode(VALID.with(LoginField.TIMESTAMP, "0." + "1".repeat(mebibyte))))
                    .isEqualTo(rejected(LoginField.TIMESTAMP, FieldFault.WRONG_TYPE));
            assertThat(decode(VALID.with(LoginField.TIMESTAMP, "1694623430." + "0".repeat(mebibyte))))
                    .isEqualTo(EVENT);
        });
    }

    private Validation decode(LoginJson json) {
        return decode(json.toString());
    }

    private Validation decode(String json) {
        return decode(json.getBytes(UTF_8));
    }

    private Validation decode(byte[] value) {
        return decoder.decode(ByteBuffer.wrap(value));
    }

    private static Validation rejected(LoginField field, FieldFault fault) {
        return new Validation.Rejected(List.of(new Reason.OfField(field, fault)));
    }
}
