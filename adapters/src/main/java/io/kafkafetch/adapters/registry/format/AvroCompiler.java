package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.adapters.json.login.LoginDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Makes nodes of an Avro schema, one for each named type. Used once; not thread-safe. */
final class AvroCompiler {

    /** Of the digits of a decimal: 2,466 of them. To write more takes time that grows faster than they do. */
    private static final int MOST_DECIMAL_BYTES = 1 << 10;

    private static final int MOST_FIXED_BY_DEFAULT = 1 << 16;
    private static final int UUID_LENGTH = 2 * Long.BYTES;

    private final Map<String, AvroNode> named = new HashMap<>();
    private final LogicalTimes times;

    AvroCompiler(LogicalTimes times) {
        this.times = times;
    }

    /** The node of a schema. */
    AvroNode node(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> new AvroNode.OfEnum(schema);
            case ARRAY -> array(node(schema.getElementType()));
            case MAP -> map(node(schema.getValueType()));
            case UNION ->
                new AvroNode.OfUnion(schema.getTypes().stream().map(this::node).toArray(AvroNode[]::new));
            case FIXED -> fixed(schema);
            case STRING -> AvroCompiler::text;
            case BYTES -> bytes(schema);
            case INT -> (in, depth, json) -> json.number(in.decoder.readInt());
            case LONG -> number(schema.getLogicalType());
            case FLOAT -> (in, depth, json) -> json.number(in.decoder.readFloat());
            case DOUBLE -> (in, depth, json) -> json.number(in.decoder.readDouble());
            case BOOLEAN -> (in, depth, json) -> json.bool(in.decoder.readBoolean());
            case NULL ->
                (in, depth, json) -> {
                    in.decoder.readNull();
                    json.nothing();
                };
        };
    }

    /**
     * Looks whether one more array or object may begin.
     *
     * @param depth how many are around it
     */
    static void nest(int depth) throws IOException {
        if (depth >= LoginDecoder.MAX_DEPTH) {
            throw new IOException("nests deeper than " + LoginDecoder.MAX_DEPTH);
        }
    }

    private AvroNode record(Schema schema) {
        AvroNode known = named.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        AvroNode.OfRecord record = new AvroNode.OfRecord(schema);
        named.put(schema.getFullName(), record);
        for (Schema.Field field : schema.getFields()) {
            record.set(field.pos(), node(field.schema()));
        }
        return record;
    }

    private static AvroNode array(AvroNode element) {
        return (in, depth, json) -> {
            nest(depth);
            json.beginArray();
            for (long left = in.decoder.readArrayStart(); left > 0; left = in.decoder.arrayNext()) {
                for (; left > 0; left--) {
                    element.write(in, depth + 1, json);
                }
            }
            json.endArray();
        };
    }

    private static AvroNode map(AvroNode value) {
        return (in, depth, json) -> {
            nest(depth);
            json.beginObject();
            for (long left = in.decoder.readMapStart(); left > 0; left = in.decoder.mapNext()) {
                for (; left > 0; left--) {
                    Utf8 name = in.text();
                    wellFormed(json.name(name.getBytes(), 0, name.getByteLength()));
                    value.write(in, depth + 1, json);
                }
            }
            json.endObject();
        };
    }

    private static void text(AvroNode.Reading in, int depth, JsonBytes json) throws IOException {
        Utf8 text = in.text();
        wellFormed(json.text(text.getBytes(), 0, text.getByteLength()));
    }

    private static void wellFormed(boolean utf8) throws IOException {
        if (!utf8) {
            throw new IOException("a string that is not UTF-8");
        }
    }

    private AvroNode number(@Nullable LogicalType type) {
        long perSecond = times == LogicalTimes.AS_WRITTEN ? 1 : perSecond(type);
        return perSecond == 1
                ? (in, depth, json) -> json.number(in.decoder.readLong())
                : (in, depth, json) -> json.number(Math.floorDiv(in.decoder.readLong(), perSecond));
    }

    private static long perSecond(@Nullable LogicalType type) {
        if (type instanceof LogicalTypes.TimestampMillis) {
            return 1_000;
        }
        if (type instanceof LogicalTypes.TimestampMicros) {
            return 1_000_000;
        }
        return type instanceof LogicalTypes.TimestampNanos ? 1_000_000_000 : 1;
    }

    private static AvroNode bytes(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? (in, depth, json) -> decimal(in.decoder.readBytes(null), decimal, json)
                : (in, depth, json) -> json.base64(in.decoder.readBytes(null));
    }

    private static AvroNode fixed(Schema schema) {
        int size = schema.getFixedSize();
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return (in, depth, json) -> decimal(fixed(in, size), decimal, json);
        }
        if (size == UUID_LENGTH && schema.getLogicalType() instanceof LogicalTypes.Uuid) {
            return (in, depth, json) -> {
                ByteBuffer uuid = fixed(in, size);
                json.text(new UUID(uuid.getLong(), uuid.getLong()).toString());
            };
        }
        return (in, depth, json) -> json.base64(fixed(in, size));
    }

    private static ByteBuffer fixed(AvroNode.Reading in, int size) throws IOException {
        boolean byDefault =
                in.resolving != null && size <= MOST_FIXED_BY_DEFAULT; // it may stand in the reader's schema
        if (size > in.bytes.remaining() && !byDefault) {
            throw new IOException("ends early");
        }
        byte[] content = new byte[size];
        in.decoder.readFixed(content, 0, size);
        return ByteBuffer.wrap(content);
    }

    private static void decimal(ByteBuffer unscaled, LogicalTypes.Decimal type, JsonBytes json) throws IOException {
        if (unscaled.remaining() == 0 || unscaled.remaining() > MOST_DECIMAL_BYTES) {
            throw new IOException("a decimal of " + unscaled.remaining() + " bytes");
        }
        BigInteger digits = new BigInteger(unscaled.array(), unscaled.arrayOffset(), unscaled.remaining());
        json.number(new BigDecimal(digits, type.getScale()).toString());
    }
}
