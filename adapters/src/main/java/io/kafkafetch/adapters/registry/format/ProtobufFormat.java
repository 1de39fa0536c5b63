package io.kafkafetch.adapters.registry.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistryLite;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.registry.RegisteredSchema;
import io.kafkafetch.adapters.registry.UnusableSchemaException;
import io.kafkafetch.adapters.registry.proto.ProtobufFiles;
import io.kafkafetch.domain.login.RecordFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of Protobuf: the way from the file to a message type as numbers, then the message. A message becomes an object
 * with the fields' names as they are in the file; see {@link ProtobufJson}.
 *
 * <p>Bounds: messages nest as deep as the decoder of logins takes them; see {@link JsonBytes} for sizes.
 */
final class ProtobufFormat implements ValueFormat {

    private static final int LONGEST_NUMBER = 5;

    private final FileDescriptor file;
    private final ProtobufJson writer;

    /** As many as the file has messages. */
    private final Map<Descriptor, ProtobufScan> scans = new ConcurrentHashMap<>();

    private ProtobufFormat(FileDescriptor file, ProtobufJson writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * The format of a schema.
     *
     * @throws UnusableSchemaException if the schema is malformed, or has no message
     * @throws RuntimeException if the schema is malformed
     */
    static ProtobufFormat of(RegisteredSchema schema, LogicalTimes times) throws UnusableSchemaException {
        FileDescriptor file = ProtobufFiles.file(schema);
        if (file.getMessageTypes().isEmpty()) {
            throw new UnusableSchemaException("it has no message");
        }
        return new ProtobufFormat(file, new ProtobufJson(times));
    }

    @Override
    public void write(Frame frame, JsonBytes json) throws MalformedValueException {
        json.clear();
        try {
            Descriptor type = type(frame.behindId());
            if (scanned(type, frame.body(), json)) {
                return;
            }
            json.clear();
            CodedInputStream bytes = CodedInputStream.newInstance(frame.body());
            bytes.setRecursionLimit(LoginDecoder.MAX_DEPTH);
            DynamicMessage.Builder message =
                    DynamicMessage.newBuilder(type).mergeFrom(bytes, ExtensionRegistryLite.getEmptyRegistry());
            bytes.checkLastTagWas(0);
            writer.message(message.buildPartial(), 0, json);
        } catch (IOException | RuntimeException malformed) { // of buffers that end, of indices, of texts too long
            throw new MalformedValueException(RecordFault.NOT_PROTOBUF);
        }
    }

    private boolean scanned(Descriptor type, ByteBuffer body, JsonBytes json) throws IOException {
        if (!body.hasArray() || ProtobufJson.isWrittenOtherwise(type)) {
            return false;
        }
        ProtobufScan scan = scans.computeIfAbsent(type, key -> new ProtobufScan(key, writer));
        int from = body.arrayOffset() + body.position();
        return scan.write(body.array(), from, from + body.remaining(), json);
    }

    private Descriptor type(ByteBuffer indexes) throws IOException {
        int count = number(indexes);
        if (count < 0) {
            throw new IOException("a negative number of indexes");
        }
        if (count == 0) { // short for one index 0
            return file.getMessageTypes().get(0);
        }
        Descriptor type = file.getMessageTypes().get(number(indexes));
        for (int i = 1; i < count; i++) {
            type = nested(type, number(indexes));
        }
        return type;
    }

    /** Serializers count the messages that stand in the file, among which the entries of maps are not. */
    private static Descriptor nested(Descriptor type, int index) {
        List<Descriptor> messages = type.getNestedTypes();
        int left = index;
        for (Descriptor message : messages) {
            if (!message.getOptions().getMapEntry() && left-- == 0) {
                return message;
            }
        }
        throw new IndexOutOfBoundsException(index);
    }

    private static int number(ByteBuffer bytes) throws IOException {
        int zigzag = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            byte b = bytes.get();
            zigzag |= (b & 0x7f) << (7 * i);
            if (b >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IOException("a number of more than five bytes");
    }
}
