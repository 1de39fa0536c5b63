package io.kafkafetch.adapters.registry.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Avro schemas and values of them, any and by Avro's own hand. */
final class AvroValues {

    private static final int DEEPEST = 4;

    private final Random random;
    private final List<Schema> records = new ArrayList<>();
    private int names;

    AvroValues(Random random) {
        this.random = random;
    }

    /** A record of any fields, which may refer to the records around them. */
    Schema record(int depth) {
        Schema record = Schema.createRecord("R" + names++, null, "a.b", false);
        records.add(record);
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            fields.add(new Schema.Field("f" + i, any(depth + 1), null, null));
        }
        record.setFields(fields);
        return record;
    }

    private Schema any(int depth) {
        return switch (random.nextInt(depth > DEEPEST ? 13 : 18)) {
            case 0 -> Schema.create(Schema.Type.NULL);
            case 1 -> Schema.create(Schema.Type.BOOLEAN);
            case 2 -> Schema.create(Schema.Type.INT);
            case 3 -> Schema.create(Schema.Type.LONG);
            case 4 -> Schema.create(Schema.Type.FLOAT);
            case 5 -> Schema.create(Schema.Type.DOUBLE);
            case 6 -> Schema.create(Schema.Type.BYTES);
            case 7 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case 8 -> LogicalTypes.decimal(30, random.nextInt(10)).addToSchema(Schema.create(Schema.Type.BYTES));
            case 9 -> Schema.createFixed("F" + names++, null, null, random.nextInt(20));
            case 10 -> Schema.createEnum("E" + names++, null, null, List.of("A", "B", "\u00c4"));
            case 11, 12 -> Schema.create(Schema.Type.STRING);
            case 13 -> Schema.createArray(any(depth + 1));
            case 14 -> Schema.createMap(any(depth + 1));
            case 15 -> record(depth);
            case 16 -> Schema.createUnion(Schema.create(Schema.Type.NULL), records.get(random.nextInt(records.size())));
            default ->
                Schema.createUnion(
                        Schema.create(Schema.Type.STRING),
                        Schema.createArray(any(depth + 1)),
                        Schema.create(Schema.Type.LONG),
                        record(depth));
        };
    }

    /** A value of a schema. */
    @Nullable
    Object value(Schema schema, int depth) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case BYTES ->
                schema.getLogicalType() == null
                        ? ByteBuffer.wrap(bytes(random.nextInt(9)))
                        : ByteBuffer.wrap(new BigInteger(bytes(1 + random.nextInt(9))).toByteArray());
            case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
            case STRING -> text();
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (int i = few(depth); i > 0; i--) {
                    elements.add(value(schema.getElementType(), depth + 1));
                }
                yield elements;
            }
            case MAP -> {
                Map<String, @Nullable Object> members = new HashMap<>();
                for (int i = few(depth); i > 0; i--) {
                    members.put(text(), value(schema.getValueType(), depth + 1));
                }
                yield members;
            }
            case UNION -> {
                List<Schema> branches = schema.getTypes();
                int branch = depth > 8 ? 0 : random.nextInt(branches.size());
                yield value(branches.get(branch), depth + 1);
            }
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    record.put(field.pos(), value(field.schema(), depth + 1));
                }
                yield record;
            }
        };
    }

    private int few(int depth) {
        return depth > 8 ? 0 : random.nextInt(4);
    }

    private byte[] bytes(int count) {
        byte[] some = new byte[count];
        random.nextBytes(some);
        return some;
    }

    private String text() {
        return random.ints(random.nextInt(12), 0, 0x120)
                .map(point -> random.nextInt(8) == 0 ? 0x1f600 + point : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** As Avro encodes it. */
    static byte[] encoded(Schema schema, @Nullable Object value) {
        return encoded(schema, value, new EncoderFactory());
    }

    /** As Avro encodes it, with the size of each block of an array or map in bytes. */
    static byte[] encodedInSizedBlocks(Schema schema, @Nullable Object value) {
        return encoded(schema, value, new EncoderFactory() {
            @Override
            public BinaryEncoder binaryEncoder(java.io.OutputStream out, @Nullable BinaryEncoder reuse) {
                return blockingBinaryEncoder(out, reuse);
            }
        });
    }

    private static byte[] encoded(Schema schema, @Nullable Object value, EncoderFactory encoders) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = encoders.binaryEncoder(bytes, null);
            new GenericDatumWriter<@Nullable Object>(schema).write(value, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As Avro decodes it. */
    static @Nullable Object decoded(byte[] bytes, Schema writer, Schema reader) {
        try {
            return new GenericDatumReader<@Nullable Object>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
