package io.kafkafetch.adapters.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.domain.login.RecordFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest {

    private static final String NODE = """
            {"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]}]}""";

    @Test
    void aLoginIsAnObject() throws MalformedValueException {
        Schema schema = schema("""
                {"type":"record","name":"Login","fields":[{"name":"user_id","type":"string"},
                 {"name":"device_type","type":["null","string"]},{"name":"timestamp","type":"long"},
                 {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}}]}""");
        GenericData.Record login = new GenericRecordBuilder(schema)
                .set("user_id", "u\u00e9\"\n")
                .set("device_type", null)
                .set("timestamp", 1694623430L)
                .set("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "B"))
                .build();

        assertThat(Texts.text(Texts.avro(schema), AvroValues.encoded(schema, login)))
                .isEqualTo(
                        "{\"user_id\":\"u\u00e9\\\"\\u000a\",\"device_type\":null,\"timestamp\":1694623430,\"kind\":\"B\"}");
    }

    @Test
    void timesAreSecondsOrAsWritten() throws MalformedValueException {
        Schema schema = schema("""
                {"type":"record","name":"T","fields":[
                 {"name":"a","type":{"type":"long","logicalType":"timestamp-millis"}},
                 {"name":"b","type":{"type":"long","logicalType":"timestamp-micros"}},
                 {"name":"c","type":{"type":"long","logicalType":"timestamp-nanos"}},
                 {"name":"d","type":{"type":"long","logicalType":"local-timestamp-millis"}},
                 {"name":"e","type":{"type":"int","logicalType":"date"}}]}""");
        GenericData.Record times = new GenericData.Record(schema);
        times.put("a", -1L);
        times.put("b", 1_999_999L);
        times.put("c", 2_999_999_999L);
        times.put("d", 1_999L);
        times.put("e", 20_000);
        byte[] value = AvroValues.encoded(schema, times);

        assertThat(Texts.text(Texts.avro(schema, Optional.empty(), LogicalTimes.SECONDS), value))
                .isEqualTo("{\"a\":-1,\"b\":1,\"c\":2,\"d\":1999,\"e\":20000}");
        assertThat(Texts.text(Texts.avro(schema, Optional.empty(), LogicalTimes.AS_WRITTEN), value))
                .isEqualTo("{\"a\":-1,\"b\":1999999,\"c\":2999999999,\"d\":1999,\"e\":20000}");
    }

    @Test
    void decimalsAreNumbersAndUuidsTexts() throws MalformedValueException {
        Schema schema = schema("""
                {"type":"record","name":"T","fields":[
                 {"name":"d","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                 {"name":"f","type":{"type":"fixed","name":"F","size":2,"logicalType":"decimal","precision":4,"scale":0}},
                 {"name":"u","type":{"type":"string","logicalType":"uuid"}},
                 {"name":"v","type":{"type":"fixed","name":"U","size":16,"logicalType":"uuid"}}]}""");
        GenericData.Record record = new GenericData.Record(schema);
        record.put("d", ByteBuffer.wrap(new byte[] {(byte) 0xff, 0x7d}));
        record.put("f", new GenericData.Fixed(schema.getField("f").schema(), new byte[] {1, 0}));
        record.put("u", "6f1c8a10-0000-0000-0000-000000000001");
        record.put("v", new GenericData.Fixed(schema.getField("v").schema(), new byte[16]));

        assertThat(Texts.text(Texts.avro(schema), AvroValues.encoded(schema, record)))
                .isEqualTo("{\"d\":-1.31,\"f\":256,\"u\":\"6f1c8a10-0000-0000-0000-000000000001\","
                        + "\"v\":\"00000000-0000-0000-0000-000000000000\"}");
    }

    @Test
    void aReaderSchemaAddsDropsRenamesAndPromotes() throws MalformedValueException {
        Schema writer = schema("""
                {"type":"record","name":"Login","namespace":"old","fields":[{"name":"uid","type":"string"},
                 {"name":"gone","type":{"type":"array","items":"Login"}},{"name":"time","type":"int"},
                 {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["NEW","OLD"]}},
                 {"name":"ip","type":"string"}]}""");
        Schema reader = schema("""
                {"type":"record","name":"Login","namespace":"now","aliases":["old.Login"],"fields":[
                 {"name":"locale","type":"string","default":"unknown"},
                 {"name":"user_id","type":"string","aliases":["uid"]},{"name":"time","type":["null","long"]},
                 {"name":"kind","type":{"type":"enum","name":"Kind","aliases":["old.Kind"],"symbols":["OTHER","OLD"],"default":"OTHER"}},
                 {"name":"ip","type":"bytes"},
                 {"name":"nested","type":{"type":"record","name":"N","fields":[{"name":"x","type":"double"}]},"default":{"x":1.5}}]}""");
        GenericData.Record inner = login(writer, List.of());
        byte[] value = AvroValues.encoded(writer, login(writer, List.of(inner, inner)));
        ValueFormat format = Texts.avro(writer, Optional.of(reader), LogicalTimes.SECONDS);

        Map<String, Object> expected = Map.of(
                "locale", "unknown",
                "user_id", "u",
                "time", new java.math.BigDecimal(7),
                "kind", "OTHER",
                "ip", "aQ==",
                "nested", Map.of("x", new java.math.BigDecimal("1.5")));
        assertThat(Texts.content(Texts.text(format, value))).isEqualTo(expected);
        assertThat(Texts.content(Texts.text(format, value))).isEqualTo(expected);
    }

    private static GenericData.Record login(Schema schema, List<GenericData.Record> gone) {
        GenericData.Record login = new GenericData.Record(schema);
        login.put("uid", "u");
        login.put("gone", gone);
        login.put("time", 7);
        login.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "NEW"));
        login.put("ip", "i");
        return login;
    }

    @Test
    void afterAMalformedValueTheNextIsReadAsEver() throws MalformedValueException {
        Schema writer = schema("""
                {"type":"record","name":"L","fields":[{"name":"a","type":"string"},{"name":"b","type":["null","long"]}]}""");
        Schema reader = schema("""
                {"type":"record","name":"L","fields":[{"name":"c","type":"string","default":"d"},{"name":"b","type":["null","long"]}]}""");
        ValueFormat format = Texts.avro(writer, Optional.of(reader), LogicalTimes.SECONDS);
        byte[] good = {2, 'x', 2, 8};

        assertThat(Texts.content(Texts.text(format, good)))
                .isEqualTo(Map.of("c", "d", "b", new java.math.BigDecimal(4)));
        for (byte[] bad : List.of(new byte[] {2}, new byte[] {2, 'x', 4}, new byte[] {2, 'x', 2, 8, 0})) {
            assertRefused(format, bad);
            assertThat(Texts.content(Texts.text(format, good)))
                    .isEqualTo(Map.of("c", "d", "b", new java.math.BigDecimal(4)));
        }
    }

    @Test
    void aRootOfNullOrARecordMayBeNull() throws MalformedValueException {
        ValueFormat format = Texts.avro(schema("[\"null\",{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}]"));

        assertThat(Texts.text(format, new byte[] {0})).isEqualTo("null");
        assertThat(Texts.text(format, new byte[] {2})).isEqualTo("{}");
        assertRefused(format, new byte[] {4});
        assertRefused(format, new byte[] {1});
    }

    @Test
    void namesOfReferencesAreKnown() throws MalformedValueException {
        RegisteredSchema schema = new RegisteredSchema(
                SchemaType.AVRO,
                """
                {"type":"record","name":"Login","namespace":"a","fields":[{"name":"actor","type":"b.Actor"}]}""",
                List.of(
                        new RegisteredSchema.Reference("b.Name", "{\"type\":\"fixed\",\"name\":\"b.Name\",\"size\":1}"),
                        new RegisteredSchema.Reference("b.Actor", """
                                {"type":"record","name":"b.Actor","fields":[{"name":"id","type":"Name"}]}""")));
        ValueFormat format = Texts.usable(schema, Optional.empty(), LogicalTimes.SECONDS);

        assertThat(Texts.text(format, new byte[] {'x'})).isEqualTo("{\"actor\":{\"id\":\"eA==\"}}");
    }

    @Test
    void namesThatAvroWouldNotHaveAreTaken() throws MalformedValueException {
        ValueFormat format =
                Texts.usable(RegisteredSchema.of(SchemaType.AVRO, """
                        {"type":"record","name":"my-login","fields":[{"name":"user-id","type":"int","default":"none"}]}"""), Optional.empty(), LogicalTimes.SECONDS);

        assertThat(Texts.text(format, new byte[] {2})).isEqualTo("{\"user-id\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "\"string\"",
                "{\"type\":\"array\",\"items\":\"int\"}",
                "[\"null\",\"string\"]",
                "[\"null\"]",
                "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"x\",\"type\":\"Unknown\"}]}",
                "{\"type\":\"record\",\"name\":\"L\"}"
            })
    void whatIsNoRecordIsUnusable(String text) {
        assertUnusable(text, Optional.empty());
    }

    @Test
    void aSchemaNestedWithoutMeasureIsUnusable() {
        assertUnusable("{\"type\":".repeat(100_000), Optional.empty());
        assertUnusable("[".repeat(1_000_000), Optional.empty());
    }

    @Test
    void aSchemaThatLacksWhatTheReaderAsksForIsUnusable() {
        Schema reader = schema("""
                {"type":"record","name":"L","fields":[{"name":"a","type":"string"}]}""");

        assertUnusable("{\"type\":\"record\",\"name\":\"L\",\"fields\":[]}", Optional.of(reader));
    }

    @Test
    void aRecursiveValueIsAsDeepAsTheDecoderTakes() throws MalformedValueException {
        for (Optional<Schema> reader : List.of(Optional.<Schema>empty(), Optional.of(schema(NODE)))) {
            ValueFormat format = Texts.avro(schema(NODE), reader, LogicalTimes.SECONDS);
            byte[] deepest = deep(LoginDecoder.MAX_DEPTH);

            assertThat(Texts.text(format, deepest)).startsWith("{\"next\":{").endsWith("null" + "}".repeat(500));
            assertRefused(format, deep(LoginDecoder.MAX_DEPTH + 1));
            assertRefused(format, deep(1_000_000));
        }
    }

    @Test
    void aRecursiveValueThatTheReaderPassesOverMayBeDeep() throws MalformedValueException {
        Schema writer =
                schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"n\",\"type\":" + NODE + "}]}");
        Schema reader = schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[]}");
        ValueFormat format = Texts.avro(writer, Optional.of(reader), LogicalTimes.SECONDS);

        assertThat(Texts.text(format, deep(100_000))).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"null\"",
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":0}"
            })
    void elementsWithoutBytesAreBounded(String element) throws Exception {
        Schema writer = schema(
                "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":"
                        + element + "}}]}");
        Schema nothing = schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[]}");
        for (Optional<Schema> reader : List.of(Optional.<Schema>empty(), Optional.of(writer), Optional.of(nothing))) {
            ValueFormat format = Texts.avro(writer, reader, LogicalTimes.SECONDS);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertRefused(format, longs(1L << 31, 0));
                assertRefused(format, longs(Long.MAX_VALUE, 0));
                if (!reader.equals(Optional.of(nothing))) { // which passes the block over by its size
                    assertRefused(format, longs(-(1L << 40), 0, 0));
                    assertRefused(format, longs(Long.MIN_VALUE, 0, 0));
                }
                assertRefused(format, longs(60_000, 60_000, 0));
            });
            assertThat(Texts.text(format, longs(60_000, 0))).isNotEmpty();
        }
    }

    @Test
    void lengthsAreHeldAgainstWhatIsThere() throws Exception {
        for (String type : List.of("\"string\"", "\"bytes\"", "{\"type\":\"map\",\"values\":\"int\"}")) {
            Schema writer =
                    schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"a\",\"type\":" + type + "}]}");
            Schema nothing = schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[]}");
            for (Optional<Schema> reader :
                    List.of(Optional.<Schema>empty(), Optional.of(writer), Optional.of(nothing))) {
                ValueFormat format = Texts.avro(writer, reader, LogicalTimes.SECONDS);
                for (long length : new long[] {1, -1, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
                    assertRefused(format, longs(length));
                    if (type.contains("map")) {
                        assertRefused(format, longs(1, length));
                        assertRefused(format, longs(-1, length));
                    }
                }
            }
        }
        assertRefused(Texts.avro(schema("""
                        {"type":"record","name":"L","fields":[{"name":"a","type":{"type":"fixed","name":"F","size":2147483000}}]}""")), new byte[3]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xc0, 0xc1, 0xf5, 0xff})
    void aStringThatIsNotUtf8IsRefused(int first) {
        ValueFormat format = Texts.avro(
                schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}"));

        assertRefused(format, new byte[] {4, (byte) first, (byte) 0x80});
    }

    @Test
    void aDecimalOfManyDigitsIsRefused() throws Exception {
        ValueFormat format = Texts.avro(schema("""
                {"type":"record","name":"L","fields":[
                 {"name":"a","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}}]}"""));
        byte[] length = longs(1_000_000);
        byte[] value = java.util.Arrays.copyOf(length, length.length + 1_000_000);

        assertRefused(format, value);
        assertRefused(format, new byte[] {0});
    }

    @Test
    void aValueThatIsTooLongAsJsonIsRefused() throws Exception {
        ValueFormat format = Texts.avro(
                schema("{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}"));
        byte[] length = longs(4 << 20);
        byte[] value = java.util.Arrays.copyOf(length, length.length + (4 << 20)); // each byte becomes \u0000

        assertRefused(format, value);
    }

    private static void assertUnusable(String text, Optional<Schema> reader) {
        assertThat(new ValueFormats(reader, LogicalTimes.SECONDS).compile(RegisteredSchema.of(SchemaType.AVRO, text)))
                .isEqualTo(new Schemas.Unusable(RecordFault.WRONG_SCHEMA_TYPE));
    }

    private static void assertRefused(ValueFormat format, byte[] value) {
        assertThatExceptionOfType(MalformedValueException.class)
                .isThrownBy(() -> Texts.text(format, value))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(RecordFault.NOT_AVRO));
    }

    private static byte[] deep(int nodes) {
        byte[] value = new byte[nodes];
        java.util.Arrays.fill(value, 0, nodes - 1, (byte) 2);
        return value;
    }

    private static byte[] longs(long... numbers) throws java.io.IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        for (long number : numbers) {
            encoder.writeLong(number);
        }
        return bytes.toByteArray();
    }

    private static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }
}
