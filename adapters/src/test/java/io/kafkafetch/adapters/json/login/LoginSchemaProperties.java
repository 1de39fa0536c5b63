package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * The published schema, judged by a validator that knows nothing of this program, and the decoder agree on what a login
 * is. Left out is what no schema can state, repeated fields and lone surrogates, and numbers that the validator cannot hold, such as
 * 1e999999999; the decoder's own tests have those.
 */
class LoginSchemaProperties {

    /** Keeps numbers as they are written: 1694623430.0000000000001 is no whole number. */
    private static final JsonMapper EXACT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final JsonSchema SCHEMA = schema();

    /** Unicode's White_Space (PropList.txt), spelled out a third time. */
    private static final List<String> WHITE_SPACE = IntStream.of(
                    0x9, 0xa, 0xb, 0xc, 0xd, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005,
                    0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000)
            .mapToObj(Character::toString)
            .toList();

    /** What looks like white space, or is so to another definition, and is none. */
    private static final List<String> NO_WHITE_SPACE =
            List.of("\u0000", "\u001c", "\u001f", "\u007f", "\u0084", "\u180e", "\u200b", "\u2060", "\ufeff", "\u2800");

    private static final List<String> NO_TEXTS =
            List.of("null", "true", "false", "0", "1.5", "1e3", "[]", "{}", "[\"a\"]", "{\"user_id\":\"a\"}");

    private static final List<String> TIMESTAMPS = List.of(
            "0",
            "-0",
            "-0.0",
            "0e5",
            "1",
            "1.0",
            "1e3",
            "1E+3",
            "1200e-2",
            "1.5e1",
            "0.5",
            "1.5",
            "-1",
            "-1.0",
            "-1e3",
            "1e-1",
            "253402300799",
            "253402300799.0",
            "253402300799.5",
            "253402300800",
            "2.53402300799e11",
            "1e11",
            "1e12",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "-9223372036854775809",
            "1e400",
            "-1e400",
            "1e-999999999",
            "0.00000000000000000000000000000000000000000001",
            "100000000000000000000000000000.5",
            "1694623430.00000000000000000000000000000000001",
            "1694623430.0000000000000000000000000000000000");

    private static final List<String> TIMESTAMP_TEXTS = List.of(
            "",
            "0",
            "-0",
            "00",
            "01",
            "-1",
            "+1",
            " 1",
            "1 ",
            "1\n",
            "\n1",
            "1.0",
            "1e3",
            "1694623430",
            "99999999999",
            "100000000000",
            "199999999999",
            "249999999999",
            "252999999999",
            "253399999999",
            "253400000000",
            "253401999999",
            "253402299999",
            "253402300000",
            "253402300699",
            "253402300799",
            "253402300800",
            "253402301000",
            "253403000000",
            "253410000000",
            "253500000000",
            "254000000000",
            "260000000000",
            "300000000000",
            "999999999999",
            "1000000000000",
            "9223372036854775808",
            "99999999999999999999999",
            "0x1",
            "\u0661",
            "\uff11",
            "1\u0660",
            "abc",
            "-",
            "null");

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void theDecoderAcceptsWhatTheSchemaCallsValid(@ForAll("documents") String document) throws Exception {
        boolean accepted = accepts(document);
        Statistics.collect(accepted);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 20);
            coverage.check(false).percentage(share -> share > 20);
        });
        assertThat(accepted).isEqualTo(isValid(document));
    }

    @Example
    void theyAgreeOnEveryEdgeCaseByItself() throws Exception {
        List<String> documents = new ArrayList<>(List.of("null", "[]", "\"\"", "7", "{}", "true"));
        for (LoginField field : LoginField.values()) {
            documents.add(LoginJson.VALID.without(field).toString());
            edgeCases(field)
                    .map(json -> LoginJson.VALID.with(field, json).toString())
                    .forEach(documents::add);
        }
        for (String document : documents) {
            assertThat(accepts(document)).as(document).isEqualTo(isValid(document));
        }
    }

    @Provide
    Arbitrary<String> documents() {
        List<Arbitrary<String>> members = new ArrayList<>();
        for (LoginField field : LoginField.values()) {
            members.add(member(field));
        }
        members.add(Arbitraries.of("", "", "\"x\":{\"user_id\":1}", "\"\":[]", "\"Ip\":null"));
        return Combinators.combine(members)
                .as(parts -> parts.stream().filter(part -> !part.isEmpty()).collect(joining(",", "{", "}")));
    }

    /** Mostly valid, so that the rest of a document is looked at too. */
    private static Arbitrary<String> member(LoginField field) {
        String valid = field == LoginField.TIMESTAMP ? "1694623430" : "\"a\"";
        return Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.just(named(field, valid))),
                Tuple.of(3, Arbitraries.of(edgeCases(field).toList()).map(json -> named(field, json))),
                Tuple.of(3, generated(field).map(json -> named(field, json))),
                Tuple.of(1, Arbitraries.just("")));
    }

    private static String named(LoginField field, String json) {
        return new LoginJson.Member(field.wireName(), json).toString();
    }

    private static Stream<String> edgeCases(LoginField field) {
        Stream<String> texts = Stream.concat(
                Stream.of(WHITE_SPACE, NO_WHITE_SPACE).flatMap(List::stream).flatMap(c -> Stream.of(c, c + c, c + "a")),
                Stream.of("a", "\u00e9", "\ud83d\ude00", " ")
                        .flatMap(c -> Stream.of(c.repeat(256), c.repeat(257), c.repeat(255) + "\ud83d\ude00")));
        return Stream.of(
                        NO_TEXTS.stream(),
                        texts.map(LoginSchemaProperties::quoted),
                        TIMESTAMP_TEXTS.stream().map(LoginSchemaProperties::quoted),
                        field == LoginField.TIMESTAMP ? TIMESTAMPS.stream() : Stream.<String>empty())
                .flatMap(cases -> cases);
    }

    private static Arbitrary<String> generated(LoginField field) {
        if (field == LoginField.TIMESTAMP) {
            Arbitrary<String> numbers = Arbitraries.oneOf(
                    Arbitraries.longs().map(String::valueOf),
                    Arbitraries.longs().between(253402300000L, 253402301000L).map(String::valueOf),
                    Arbitraries.bigDecimals().ofScale(3).map(String::valueOf));
            return Arbitraries.oneOf(numbers, numbers.map(LoginSchemaProperties::quoted));
        }
        List<String> blanks = Stream.concat(WHITE_SPACE.stream(), Stream.of("")).toList();
        return Arbitraries.oneOf(
                        Arbitraries.of(blanks).list().ofMaxSize(260).map(parts -> String.join("", parts)),
                        Arbitraries.of("a", "\ud83d\ude00", " ")
                                .list()
                                .ofMinSize(250)
                                .ofMaxSize(262)
                                .map(parts -> String.join("", parts)))
                .map(LoginSchemaProperties::quoted);
    }

    private static String quoted(String text) {
        try {
            return EXACT.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean accepts(String document) {
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        return decoder.decode(ByteBuffer.wrap(document.getBytes(UTF_8))) instanceof LoginEvent;
    }

    private static boolean isValid(String document) throws JsonProcessingException {
        JsonNode node = EXACT.readTree(document);
        if (node instanceof ObjectNode login) {
            writeOut(login);
        }
        return SCHEMA.validate(node).isEmpty();
    }

    /** The validator compares a decimal by its lowest 64 bits, but any integer exactly: so 1e400 is written out. */
    private static void writeOut(ObjectNode login) {
        if (login.get("timestamp") instanceof DecimalNode number && number.canConvertToExactIntegral()) {
            login.put("timestamp", number.decimalValue().toBigIntegerExact());
        }
    }

    private static JsonSchema schema() {
        // "Lossless narrowing" is the validator's name for what draft 6 and later demand: 1.0 is an integer.
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().losslessNarrowing(true).build();
        InputStream json = LoginDecoder.class.getResourceAsStream("login-event.schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Objects.requireNonNull(json), config);
    }
}
