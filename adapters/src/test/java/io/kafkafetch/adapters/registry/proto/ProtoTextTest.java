package io.kafkafetch.adapters.registry.proto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.UnusableSchemaException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTextTest {

    static Stream<FileDescriptor> filesThatComeWithProtobuf() {
        return Stream.of(
                AnyProto.getDescriptor(),
                ApiProto.getDescriptor(),
                DescriptorProtos.getDescriptor(),
                DurationProto.getDescriptor(),
                EmptyProto.getDescriptor(),
                FieldMaskProto.getDescriptor(),
                SourceContextProto.getDescriptor(),
                StructProto.getDescriptor(),
                TimestampProto.getDescriptor(),
                TypeProto.getDescriptor(),
                WrappersProto.getDescriptor());
    }

    @ParameterizedTest
    @MethodSource("filesThatComeWithProtobuf")
    void aFileReadsAsProtobufsCompilerReadIt(FileDescriptor compiled) throws Exception {
        try (InputStream text = requireNonNull(FileDescriptor.class.getResourceAsStream("/" + compiled.getName()))) {
            FileDescriptor read = file(new String(text.readAllBytes(), UTF_8));

            assertThat(described(read)).isEqualTo(described(compiled));
        }
    }

    @Test
    void whatAFileMayHaveIsRead() throws UnusableSchemaException {
        FileDescriptor file = file("""
                // a comment
                syntax = 'proto3'; /* another ; { */
                package p.q;
                import public "google/protobuf/timestamp.proto";
                import weak "confluent/meta.proto";
                option java_package = "x;{";
                option (confluent.file_meta) = { doc: "}" tags: ["a", "b"] };
                message A {
                  option deprecated = true;
                  reserved 1, 5 to 7; reserved "x", "y";
                  string id = 0x0a [(confluent.field_meta).doc = "d;]", deprecated = true];
                  map<string, .p.q.A.B> by_name = 2;
                  repeated int32 many = 3 [packed = false];
                  optional E e = 4;
                  oneof one { B b = 8; A.B c = 9 [(x) = -1.5e+3]; google.protobuf.Timestamp t = 11; }
                  message B { optional string opt = 1; enum F { F0 = 0; } F f = 2; };
                  enum E { option allow_alias = true; E0 = 0; E1 = 1 [(y).z = { a: 1 }]; E2 = 1; NEG = -1; reserved 9; }
                }
                service S { rpc M(A) returns (stream A) { option (http) = { get: "/" }; } }
                extend google.protobuf.FieldOptions { string ext = 50000; }
                """);

        assertThat(described(file))
                .containsExactly(
                        "p.q.A.id 10 STRING OPTIONAL false -",
                        "p.q.A.by_name 2 MESSAGE REPEATED false p.q.A.ByNameEntry map",
                        "p.q.A.many 3 INT32 REPEATED false -",
                        "p.q.A.e 4 ENUM OPTIONAL true p.q.A.E",
                        "p.q.A.b 8 MESSAGE OPTIONAL true p.q.A.B one",
                        "p.q.A.c 9 MESSAGE OPTIONAL true p.q.A.B one",
                        "p.q.A.t 11 MESSAGE OPTIONAL true google.protobuf.Timestamp one",
                        "p.q.A.ByNameEntry.key 1 STRING OPTIONAL false -",
                        "p.q.A.ByNameEntry.value 2 MESSAGE OPTIONAL true p.q.A.B",
                        "p.q.A.B.opt 1 STRING OPTIONAL true -",
                        "p.q.A.B.f 2 ENUM OPTIONAL false p.q.A.B.F",
                        "p.q.A.B.F F0 0",
                        "p.q.A.E E0 0",
                        "p.q.A.E E1 1",
                        "p.q.A.E E2 1",
                        "p.q.A.E NEG -1");
    }

    @Test
    void proto2HasGroupsAndExtensions() throws UnusableSchemaException {
        FileDescriptor file = file("""
                message A { required string a = 1 [default = "x\\"]"]; extensions 100 to max;
                  repeated group G = 2 { optional int32 x = 1; } extend A { optional int32 y = 100; } }
                """);

        assertThat(described(file))
                .containsExactly(
                        "A.a 1 STRING REQUIRED true -",
                        "A.g 2 GROUP REPEATED false A.G",
                        "A.G.x 1 INT32 OPTIONAL true -");
    }

    @Test
    void editionsHaveFeatures() throws UnusableSchemaException {
        FileDescriptor file = file("""
                edition = "2023";
                option features.field_presence = IMPLICIT;
                option features.(pb.java).utf8_validation = VERIFY;
                message A { string a = 1; string b = 2 [features.field_presence = EXPLICIT];
                  A c = 3 [features.message_encoding = DELIMITED]; }
                """);

        assertThat(described(file))
                .containsExactly(
                        "A.a 1 STRING OPTIONAL false -", "A.b 2 STRING OPTIONAL true -", "A.c 3 GROUP OPTIONAL true A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message",
                "message A",
                "message A {",
                "message A { string }",
                "message A { string a }",
                "message A { string a = }",
                "message A { string a = b; }",
                "message A { string a = 1 }",
                "message A { string a = 1 [",
                "message A { map<string> a = 1; }",
                "message A { string a = 1; string a = 2; }",
                "syntax = proto3;",
                "edition = \"2023\"; option features.field_presence = NEVER;",
                "import 'x",
                "service S {",
                "%PDF-1.4",
                "}"
            })
    void whatIsNoFileIsRefused(String text) {
        assertThatExceptionOfType(UnusableSchemaException.class).isThrownBy(() -> file(text));
    }

    @Test
    void messagesNestedWithoutMeasureAreRefused() {
        assertThatExceptionOfType(UnusableSchemaException.class).isThrownBy(() -> file("message A{".repeat(100_000)));
    }

    private static FileDescriptor file(String text) throws UnusableSchemaException {
        return ProtobufFiles.file(RegisteredSchema.of(SchemaType.PROTOBUF, text));
    }

    /** Fields and constants, one a line. */
    private static List<String> described(FileDescriptor file) {
        List<String> lines = new ArrayList<>();
        file.getMessageTypes().forEach(message -> describe(message, lines));
        file.getEnumTypes().forEach(constants -> describe(constants, lines));
        return lines;
    }

    private static void describe(Descriptor message, List<String> lines) {
        for (FieldDescriptor field : message.getFields()) {
            String type = switch (field.getJavaType()) {
                case MESSAGE -> field.getMessageType().getFullName();
                case ENUM -> field.getEnumType().getFullName();
                default -> "-";
            };
            String label = field.isRequired() ? "REQUIRED" : field.isRepeated() ? "REPEATED" : "OPTIONAL";
            lines.add(field.getFullName() + " " + field.getNumber() + " " + field.getType() + " " + label + " "
                    + field.hasPresence() + " " + type + (field.isMapField() ? " map" : "")
                    + (field.getRealContainingOneof() == null
                            ? ""
                            : " " + field.getRealContainingOneof().getName()));
        }
        message.getNestedTypes().forEach(nested -> describe(nested, lines));
        message.getEnumTypes().forEach(constants -> describe(constants, lines));
    }

    private static void describe(EnumDescriptor constants, List<String> lines) {
        constants
                .getValues()
                .forEach(value -> lines.add(constants.getFullName() + " " + value.getName() + " " + value.getNumber()));
    }
}
