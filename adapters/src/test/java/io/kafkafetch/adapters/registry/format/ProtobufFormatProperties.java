package io.kafkafetch.adapters.registry.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.SchemaType;
import io.kafkafetch.adapters.registry.proto.ProtobufFiles;
import io.kafkafetch.domain.login.RecordFault;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Held against Protobuf's own JSON. */
class ProtobufFormatProperties {

    private static final String ALL = """
            %s
            import "google/protobuf/timestamp.proto";
            import "google/protobuf/wrappers.proto";
            message All {
              %2$s double f1 = 1; %2$s float f2 = 2; %2$s int32 f3 = 3; %2$s int64 f4 = 4; %2$s uint32 f5 = 5; %2$s uint64 f6 = 6;
              %2$s sint32 f7 = 7; %2$s sint64 f8 = 8; %2$s fixed32 f9 = 9; %2$s fixed64 f10 = 10; %2$s sfixed32 f11 = 11;
              %2$s sfixed64 f12 = 12; %2$s bool f13 = 13; %2$s string f14 = 14; %2$s bytes f15 = 15; %2$s E camelCase = 16;
              %2$s All f17 = 17; repeated int64 f18 = 18; repeated All f19 = 19; repeated E f20 = 20;
              map<string, All> f21 = 21; map<int64, string> f22 = 22; map<bool, E> f23 = 23; map<uint64, double> f24 = 24;
              %2$s google.protobuf.Timestamp f25 = 25; %2$s google.protobuf.StringValue f26 = 26;
              repeated google.protobuf.Int64Value f27 = 27; oneof one { string f28 = 28; All f29 = 29; }
            }
            enum E { ZERO = 0; ONE = 1; MINUS = -1; }
            """;
    private static final List<String> FILES = List.of(
            ALL.formatted("syntax = \"proto3\";", ""),
            ALL.formatted("syntax = \"proto3\";", "optional"),
            ALL.formatted("syntax = \"proto2\";", "optional"),
            ALL.formatted("edition = \"2023\";", ""));

    @Property(tries = 300)
    void messagesReadAsProtobufReadsThem(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        String text = FILES.get(random.nextInt(FILES.size()));
        FileDescriptor file = ProtobufFiles.file(RegisteredSchema.of(SchemaType.PROTOBUF, text));
        DynamicMessage message = message(file.getMessageTypes().get(0), random, 0);
        String expected = JsonFormat.printer().preservingProtoFieldNames().print(message);

        String written = Texts.text(Texts.protobuf(text), behindZero(message.toByteArray()));

        assertSame(Texts.content(written), Texts.content(expected));
    }

    @Property(tries = 200)
    void damagedMessagesAreRefusedOrRead(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        String text = FILES.get(random.nextInt(FILES.size()));
        FileDescriptor file = ProtobufFiles.file(RegisteredSchema.of(SchemaType.PROTOBUF, text));
        byte[] good =
                behindZero(message(file.getMessageTypes().get(0), random, 0).toByteArray());
        ValueFormat format = Texts.protobuf(text);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = Damage.of(good, random);
            ByteBuffer elsewhere =
                    ByteBuffer.allocateDirect(damaged.length).put(damaged).flip();
            assertThat(read(format, ByteBuffer.wrap(damaged))).isEqualTo(read(format, elsewhere));
        }
    }

    /** The scan takes values in arrays alone, so that it is held against what reads the others. */
    private static Optional<Object> read(ValueFormat format, ByteBuffer value) {
        try {
            return Optional.ofNullable(Texts.content(Texts.text(format, value)));
        } catch (MalformedValueException refused) {
            assertThat(refused.fault()).isEqualTo(RecordFault.NOT_PROTOBUF);
            return Optional.empty();
        }
    }

    /** Protobuf writes 64-bit numbers as texts. */
    private static void assertSame(@Nullable Object written, @Nullable Object expected) {
        if (expected instanceof Map<?, ?> members && written instanceof Map<?, ?> found) {
            assertThat(found.keySet()).isEqualTo(members.keySet());
            members.forEach((name, member) -> assertSame(found.get(name), member));
        } else if (expected instanceof List<?> elements && written instanceof List<?> found) {
            assertThat(found).hasSameSizeAs(elements);
            for (int i = 0; i < elements.size(); i++) {
                assertSame(found.get(i), elements.get(i));
            }
        } else if (written instanceof BigDecimal number && expected instanceof String) {
            assertThat(number.toPlainString()).isEqualTo(expected);
        } else {
            assertThat(written).isEqualTo(expected);
        }
    }

    private static DynamicMessage message(Descriptor type, Random random, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        if (type.getFullName().endsWith("Timestamp")) {
            return message.setField(type.findFieldByNumber(1), random.nextLong(-62135596800L, 253402300800L))
                    .setField(type.findFieldByNumber(2), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000))
                    .build();
        }
        int fewest = random.nextInt(10); // fields, or most of them
        for (FieldDescriptor field : type.getFields()) {
            boolean nests = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth > 2;
            if (nests || random.nextInt(10) < fewest) {
                continue;
            }
            if (field.isMapField()) {
                message.addRepeatedField(
                        field, entry(field.getMessageType(), random, depth)); // of more, keys might be equal
            } else if (field.isRepeated()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    message.addRepeatedField(field, value(field, random, depth));
                }
            } else {
                message.setField(field, value(field, random, depth));
            }
        }
        return message.build();
    }

    private static DynamicMessage entry(Descriptor type, Random random, int depth) {
        FieldDescriptor key = type.findFieldByNumber(1);
        FieldDescriptor value = type.findFieldByNumber(2);
        return DynamicMessage.newBuilder(type)
                .setField(key, value(key, random, depth))
                .setField(value, value(value, random, depth + 1))
                .build();
    }

    private static Object value(FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case STRING ->
                random.ints(random.nextInt(6), 0, 0x300)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case BYTE_STRING -> {
                byte[] bytes = new byte[random.nextInt(6)];
                random.nextBytes(bytes);
                yield ByteString.copyFrom(bytes);
            }
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> message(field.getMessageType(), random, depth + 1);
        };
    }

    private static byte[] behindZero(byte[] message) {
        byte[] value = new byte[1 + message.length];
        System.arraycopy(message, 0, value, 1, message.length);
        return value;
    }
}
