package io.kafkafetch.adapters.registry.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.Schemas;
import io.kafkafetch.adapters.registry.proto.ProtobufFiles;
import io.kafkafetch.domain.login.RecordFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufFormatTest {

    private static final String LOGIN = """
            syntax = "proto3";
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/wrappers.proto";
            message Login {
              string user_id = 1; int64 timestamp = 2; optional string locale = 3; E kind = 4;
              google.protobuf.Timestamp at = 5; google.protobuf.StringValue name = 6; map<int32, bool> flags = 7; bytes raw = 8;
              uint64 big = 9; Login parent = 10; repeated int32 many = 11; oneof one { string a = 12; uint32 b = 13; }
              map<string, string> between = 14;
              message Inner { string x = 1; message Innermost { int32 y = 1; } }
              message Other { string z = 1; }
            }
            enum E { NONE = 0; SOME = 1; }
            message Second { double d = 1; float f = 2; }
            """;

    private final ValueFormat format = Texts.protobuf(LOGIN);

    @Test
    void aLoginIsAnObject() throws Exception {
        byte[] value = message(out -> {
            out.writeString(1, "u\u00e9");
            out.writeInt64(2, 1694623430);
            out.writeString(3, "");
            out.writeEnum(4, 1);
            out.writeByteArray(6, message(name -> name.writeString(1, "n")));
            out.writeByteArray(7, message(entry -> {
                entry.writeInt32(1, -3);
                entry.writeBool(2, true);
            }));
            out.writeByteArray(8, new byte[] {1});
            out.writeUInt64(9, -1);
            out.writeInt32(11, 1);
            out.writeInt32(11, 2);
            out.writeUInt32(13, 0);
        });

        assertThat(Texts.text(format, behind(value, 0)))
                .isEqualTo(
                        "{\"user_id\":\"u\u00e9\",\"timestamp\":1694623430,\"locale\":\"\",\"kind\":\"SOME\",\"name\":\"n\","
                                + "\"flags\":{\"-3\":true},\"raw\":\"AQ==\",\"big\":18446744073709551615,\"many\":[1,2],\"b\":0}");
    }

    @Test
    void whatHasItsDefaultIsNotThere() throws Exception {
        assertThat(Texts.text(format, behind(message(out -> out.writeInt64(2, 0)), 0)))
                .isEqualTo("{}");
        assertThat(Texts.text(format, new byte[] {0})).isEqualTo("{}");
    }

    @Test
    void ofAFieldThatComesTwiceTheLastCounts() throws Exception {
        byte[] value = message(out -> {
            out.writeString(1, "first");
            out.writeInt64(2, 5);
            out.writeString(1, "last");
        });

        assertThat(Texts.text(format, behind(value, 0))).isEqualTo("{\"user_id\":\"last\",\"timestamp\":5}");
    }

    @Test
    void aNumberWithoutANameIsANumber() throws Exception {
        assertThat(Texts.text(format, behind(message(out -> out.writeEnum(4, 77)), 0)))
                .isEqualTo("{\"kind\":77}");
    }

    @Test
    void timestampsAreSecondsOrTexts() throws Exception {
        byte[] value = behind(
                message(out -> out.writeByteArray(
                        5,
                        Timestamp.newBuilder()
                                .setSeconds(1_796_086_923)
                                .setNanos(4_000_000)
                                .build()
                                .toByteArray())),
                0);
        ValueFormat seconds =
                Texts.usable(RegisteredSchema.of(SchemaType.PROTOBUF, LOGIN), Optional.empty(), LogicalTimes.SECONDS);

        assertThat(Texts.text(format, value)).isEqualTo("{\"at\":\"2026-12-01T01:02:03.004Z\"}");
        assertThat(Texts.text(seconds, value)).isEqualTo("{\"at\":1796086923}");
        assertRefused(behind(
                message(out -> out.writeByteArray(5, message(at -> at.writeInt64(1, Long.MAX_VALUE)))), 0));
    }

    @Test
    void indexesNameTheMessage() throws Exception {
        byte[] text = message(out -> out.writeString(1, "t"));

        assertThat(Texts.text(format, behind(message(out -> out.writeDouble(1, 1.5)), 2, 2)))
                .isEqualTo("{\"d\":1.5}");
        assertThat(Texts.text(format, behind(text, 2, 0))).isEqualTo("{\"user_id\":\"t\"}");
        assertThat(Texts.text(format, behind(text, 4, 0, 0))).isEqualTo("{\"x\":\"t\"}");
        assertThat(Texts.text(format, behind(text, 4, 0, 2))).isEqualTo("{\"z\":\"t\"}");
        assertThat(Texts.text(format, behind(message(out -> out.writeInt32(1, 5)), 6, 0, 0, 0)))
                .isEqualTo("{\"y\":5}");
    }

    @Test
    void indexesThatPointNowhereAreRefused() throws Exception {
        byte[] value = message(out -> out.writeString(1, "t"));
        for (int[] indexes : List.of(
                new int[] {2, 4},
                new int[] {2, 1},
                new int[] {4, 0, 4},
                new int[] {4, 0, 1},
                new int[] {1},
                new int[] {2},
                new int[] {},
                new int[] {0xff, 0xff, 0xff, 0xff, 0x7f, 0},
                new int[] {0xff, 0xff, 0xff, 0xff, 0xff, 0})) {
            assertRefused(behind(indexes.length < 2 ? new byte[0] : value, indexes));
        }
    }

    @Test
    void indexesMayStandInTheHeader() throws Exception {
        byte[] header = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 2};
        Frame frame = Frame.of(ByteBuffer.wrap(message(out -> out.writeString(1, "t"))), header);
        JsonBytes json = new JsonBytes();
        format.write(java.util.Objects.requireNonNull(frame), json);

        assertThat(UTF_8.decode(json.text()).toString()).isEqualTo("{\"z\":\"t\"}");
    }

    @Test
    void messagesNestAsDeepAsTheDecoderTakes() throws Exception {
        assertThat(Texts.text(format, behind(deep(500), 0))).endsWith("{}" + "}".repeat(499));
        assertRefused(behind(deep(501), 0));
        assertRefused(behind(deep(20_000), 0));
    }

    @Test
    void referencesAreKnownByTheirPaths() throws Exception {
        RegisteredSchema schema = new RegisteredSchema(
                SchemaType.PROTOBUF,
                """
                syntax = "proto3"; package a; import "b/actor.proto"; import "confluent/meta.proto"; import "gone.proto";
                message Login { b.Actor actor = 1; gone.Type gone = 2; }""",
                List.of(
                        new RegisteredSchema.Reference(
                                "c.proto", "syntax = \"proto3\"; package c; enum E { A = 0; B = 1; }"),
                        new RegisteredSchema.Reference(
                                "b/actor.proto",
                                "syntax = \"proto3\"; package b; import \"c.proto\"; message Actor { c.E e = 1; }")));
        ValueFormat referring = Texts.usable(schema, Optional.empty(), LogicalTimes.SECONDS);

        assertThat(Texts.text(
                        referring,
                        behind(message(out -> out.writeByteArray(1, message(actor -> actor.writeEnum(1, 1)))), 0)))
                .isEqualTo("{\"actor\":{\"e\":\"B\"}}");
    }

    @Test
    void aDescriptorInBase64IsTheSame() throws Exception {
        byte[] descriptor = ProtobufFiles.file(RegisteredSchema.of(SchemaType.PROTOBUF, LOGIN))
                .toProto()
                .toByteArray();
        ValueFormat serialized = Texts.protobuf(Base64.getEncoder().encodeToString(descriptor));
        byte[] value = behind(message(out -> out.writeString(1, "t")), 4, 0, 2);

        assertThat(Texts.text(serialized, value))
                .isEqualTo(Texts.text(format, value))
                .isEqualTo("{\"z\":\"t\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "syntax = \"proto3\"; enum E { A = 0; }", "message {", "AAAA", "message A { string a = 0; }"
            })
    void whatHasNoMessageIsUnusable(String text) {
        assertThat(new ValueFormats(Optional.empty(), LogicalTimes.SECONDS)
                        .compile(RegisteredSchema.of(SchemaType.PROTOBUF, text)))
                .isEqualTo(new Schemas.Unusable(RecordFault.WRONG_SCHEMA_TYPE));
    }

    @Test
    void aReferenceThatIsMalformedMakesItUnusable() {
        RegisteredSchema schema = new RegisteredSchema(
                SchemaType.PROTOBUF, LOGIN, List.of(new RegisteredSchema.Reference("x.proto", "message {")));

        assertThat(new ValueFormats(Optional.empty(), LogicalTimes.SECONDS).compile(schema))
                .isEqualTo(new Schemas.Unusable(RecordFault.WRONG_SCHEMA_TYPE));
    }

    @Test
    void aValueOfJsonSchemaIsItsText() throws Exception {
        ValueFormat json =
                Texts.usable(RegisteredSchema.of(SchemaType.JSON, "{"), Optional.empty(), LogicalTimes.SECONDS);

        assertThat(Texts.text(json, " {\"a\":1} ".getBytes(UTF_8))).isEqualTo(" {\"a\":1} ");
        assertThat(Texts.text(json, new byte[0])).isEmpty();
    }

    @Test
    void aSchemaOfAnotherTypeIsUnusable() {
        assertThat(new ValueFormats(Optional.empty(), LogicalTimes.SECONDS)
                        .compile(RegisteredSchema.of(SchemaType.OTHER, "x")))
                .isEqualTo(new Schemas.Unusable(RecordFault.WRONG_SCHEMA_TYPE));
    }

    private void assertRefused(byte[] value) {
        assertThatExceptionOfType(MalformedValueException.class)
                .isThrownBy(() -> Texts.text(format, value))
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(RecordFault.NOT_PROTOBUF));
    }

    private interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        content.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] behind(byte[] message, int... indexes) {
        ByteBuffer value = ByteBuffer.allocate(indexes.length + message.length);
        Arrays.stream(indexes).forEach(index -> value.put((byte) index));
        return value.put(message).array();
    }

    private static byte[] deep(int messages) throws IOException {
        byte[] value = {};
        for (int i = 1; i < messages; i++) {
            byte[] inner = value;
            value = message(out -> out.writeByteArray(10, inner));
        }
        return value;
    }
}
