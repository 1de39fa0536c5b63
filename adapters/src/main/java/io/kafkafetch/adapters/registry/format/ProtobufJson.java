package io.kafkafetch.adapters.registry.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes messages as JSON. A field without a value is not there; 64-bit numbers are numbers; bytes are Base64; an enum's
 * value is its name, or its number where it has none; wrappers stand as the value in them; {@link LogicalTimes} says
 * what timestamps are. Thread-safe.
 */
final class ProtobufJson {

    private static final String KNOWN = "google.protobuf.";
    private static final String TIMESTAMP = KNOWN + "Timestamp";
    private static final List<String> WRAPPERS = List.of(
            KNOWN + "DoubleValue",
            KNOWN + "FloatValue",
            KNOWN + "Int64Value",
            KNOWN + "UInt64Value",
            KNOWN + "Int32Value",
            KNOWN + "UInt32Value",
            KNOWN + "BoolValue",
            KNOWN + "StringValue",
            KNOWN + "BytesValue");
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final LogicalTimes times;

    /** Names as JSON has them; as many as the schema has fields. */
    private final Map<FieldDescriptor, byte[]> names = new ConcurrentHashMap<>();

    ProtobufJson(LogicalTimes times) {
        this.times = times;
    }

    /** Whether messages of a type are written as something else than an object of their fields. */
    static boolean isWrittenOtherwise(Descriptor type) {
        String name = type.getFullName();
        return name.startsWith(KNOWN) && (name.equals(TIMESTAMP) || WRAPPERS.contains(name));
    }

    /** @param depth how many arrays and objects are around it */
    void message(Message message, int depth, JsonBytes json) throws IOException {
        Descriptor type = message.getDescriptorForType();
        if (type.getFullName().startsWith(KNOWN)) {
            if (type.getFullName().equals(TIMESTAMP)) {
                time(message, json);
                return;
            }
            if (WRAPPERS.contains(type.getFullName())) {
                FieldDescriptor value = type.findFieldByNumber(1);
                value(value, message.getField(value), depth, json);
                return;
            }
        }
        nest(depth);
        json.beginObject();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            json.name(names.computeIfAbsent(field.getKey(), key -> JsonBytes.quoted(key.getName())));
            field(field.getKey(), field.getValue(), depth + 1, json);
        }
        json.endObject();
    }

    private void field(FieldDescriptor field, Object value, int depth, JsonBytes json) throws IOException {
        if (field.isMapField()) {
            nest(depth);
            json.beginObject();
            for (Object entry : (List<?>) value) {
                member(field.getMessageType(), (Message) entry, depth + 1, json);
            }
            json.endObject();
        } else if (field.isRepeated()) {
            nest(depth);
            json.beginArray();
            for (Object element : (List<?>) value) {
                value(field, element, depth + 1, json);
            }
            json.endArray();
        } else {
            value(field, value, depth, json);
        }
    }

    private void member(Descriptor type, Message entry, int depth, JsonBytes json) throws IOException {
        FieldDescriptor key = type.findFieldByNumber(1);
        FieldDescriptor value = type.findFieldByNumber(2);
        Object name = entry.getField(key);
        json.name(
                switch (key.getType()) {
                    case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) name);
                    case UINT64, FIXED64 -> Long.toUnsignedString((Long) name);
                    default -> name.toString();
                });
        value(value, entry.getField(value), depth, json);
    }

    private void value(FieldDescriptor field, Object value, int depth, JsonBytes json) throws IOException {
        switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> json.number((Integer) value);
            case INT64, SINT64, SFIXED64 -> json.number((Long) value);
            case UINT32, FIXED32 -> json.number(Integer.toUnsignedLong((Integer) value));
            case UINT64, FIXED64 -> json.number(Long.toUnsignedString((Long) value));
            case FLOAT -> json.number((Float) value);
            case DOUBLE -> json.number((Double) value);
            case BOOL -> json.bool((Boolean) value);
            case STRING -> json.text((String) value);
            case BYTES -> json.base64(((ByteString) value).asReadOnlyByteBuffer());
            case ENUM -> constant((EnumValueDescriptor) value, json);
            case MESSAGE, GROUP -> message((Message) value, depth, json);
        }
    }

    private static void constant(EnumValueDescriptor value, JsonBytes json) {
        if (value.getIndex() < 0) { // made up by the library, of a number that the file does not have
            json.number(value.getNumber());
        } else {
            json.text(value.getName());
        }
    }

    private void time(Message timestamp, JsonBytes json) throws IOException {
        Descriptor type = timestamp.getDescriptorForType();
        long seconds = (Long) timestamp.getField(type.findFieldByNumber(1));
        if (times == LogicalTimes.SECONDS) {
            json.number(seconds);
            return;
        }
        int nanos = (Integer) timestamp.getField(type.findFieldByNumber(2));
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
            throw new IOException("a timestamp beyond what one may be");
        }
        json.text(Instant.ofEpochSecond(seconds, nanos).toString());
    }

    private static void nest(int depth) throws IOException {
        if (depth >= LoginDecoder.MAX_DEPTH) {
            throw new IOException("nests deeper than " + LoginDecoder.MAX_DEPTH);
        }
    }
}
