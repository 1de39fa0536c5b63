package io.kafkafetch.adapters.registry.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages of a type from their bytes, without making objects of them first: messages as they nearly always are,
 * where each field stands once. Whatever it does not take, lists, maps, oneofs, fields that come twice or in another
 * wire type, is left to {@link DynamicMessage}, so that it changes no text but the order of members. Immutable,
 * thread-safe.
 */
final class ProtobufScan {

    private static final int MOST_FIELDS = Long.SIZE;
    private static final int HIGHEST_NUMBER = 255;

    private final @Nullable FieldDescriptor[] byNumber = new FieldDescriptor[HIGHEST_NUMBER + 1];
    private final byte[][] names = new byte[HIGHEST_NUMBER + 1][];
    private final boolean able;
    private final ProtobufJson writer;

    ProtobufScan(Descriptor type, ProtobufJson writer) {
        this.writer = writer;
        this.able = type.getFields().size() <= MOST_FIELDS
                && type.getFields().stream().allMatch(field -> field.getNumber() <= HIGHEST_NUMBER);
        List<FieldDescriptor> fields = able ? type.getFields() : List.of();
        for (FieldDescriptor field : fields) {
            byNumber[field.getNumber()] = field;
            names[field.getNumber()] = JsonBytes.quoted(field.getName());
        }
    }

    /**
     * Writes a message, if it is a usual one.
     *
     * @param end where it ends
     * @return whether it was; where it was not, what was written is undefined
     * @throws IOException if it is malformed, or something in it
     */
    boolean write(byte[] bytes, int from, int end, JsonBytes json) throws IOException {
        if (!able) {
            return false;
        }
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, end - from);
        in.setRecursionLimit(LoginDecoder.MAX_DEPTH);
        long seen = 0;
        json.beginObject();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            FieldDescriptor field = number > HIGHEST_NUMBER ? null : byNumber[number];
            if (field == null) {
                if (!in.skipField(tag)) {
                    return false;
                }
                continue;
            }
            long bit = 1L << field.getIndex();
            boolean usual = (seen & bit) == 0
                    && !field.isRepeated()
                    && field.getRealContainingOneof() == null
                    && WireFormat.getTagWireType(tag) == field.getLiteType().getWireType();
            if (!usual || !value(field, in, bytes, from, json)) {
                return false;
            }
            seen |= bit;
        }
        json.endObject();
        return true;
    }

    private boolean value(FieldDescriptor field, CodedInputStream in, byte[] bytes, int from, JsonBytes json)
            throws IOException {
        switch (field.getType()) {
            case STRING -> {
                int length = in.readRawVarint32();
                int start = from + in.getTotalBytesRead();
                in.skipRawBytes(length);
                return (length == 0 && !field.hasPresence()) || text(field, bytes, start, length, json);
            }
            case INT32 -> whole(field, in.readInt32(), json);
            case SINT32 -> whole(field, in.readSInt32(), json);
            case SFIXED32 -> whole(field, in.readSFixed32(), json);
            case INT64 -> whole(field, in.readInt64(), json);
            case SINT64 -> whole(field, in.readSInt64(), json);
            case SFIXED64 -> whole(field, in.readSFixed64(), json);
            case UINT32 -> whole(field, Integer.toUnsignedLong(in.readUInt32()), json);
            case FIXED32 -> whole(field, Integer.toUnsignedLong(in.readFixed32()), json);
            case BOOL -> {
                boolean value = in.readBool();
                if (value || field.hasPresence()) {
                    json.name(names[field.getNumber()]);
                    json.bool(value);
                }
            }
            case ENUM -> {
                return constant(field, in.readEnum(), json);
            }
            case MESSAGE -> {
                DynamicMessage.Builder part = DynamicMessage.newBuilder(field.getMessageType());
                in.readMessage(part, ExtensionRegistryLite.getEmptyRegistry());
                json.name(names[field.getNumber()]);
                writer.message(part.buildPartial(), 1, json);
            }
            case DOUBLE, FLOAT, UINT64, FIXED64, BYTES, GROUP -> {
                return false;
            }
        }
        return true;
    }

    private boolean text(FieldDescriptor field, byte[] bytes, int start, int length, JsonBytes json) {
        json.name(names[field.getNumber()]);
        return json.text(bytes, start, length);
    }

    private void whole(FieldDescriptor field, long value, JsonBytes json) {
        if (value != 0 || field.hasPresence()) {
            json.name(names[field.getNumber()]);
            json.number(value);
        }
    }

    private boolean constant(FieldDescriptor field, int number, JsonBytes json) {
        EnumValueDescriptor value = field.getEnumType().findValueByNumber(number);
        if (value == null) {
            return false;
        }
        if (number != 0 || field.hasPresence()) {
            json.name(names[field.getNumber()]);
            json.text(value.getName());
        }
        return true;
    }
}
