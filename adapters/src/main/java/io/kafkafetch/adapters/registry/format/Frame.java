package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.adapters.registry.SchemaId;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value of Kafka that names its schema. Confluent's serializers put the name before the value, as the byte 0 and four
 * bytes of a number, or into a header, as the same or as the byte 1 and sixteen bytes of a UUID.
 *
 * @param id the schema's
 * @param behindId what stands behind the id: of a header its rest, else the same buffer as the body
 * @param body the value without the id, from position to limit
 */
public record Frame(SchemaId id, ByteBuffer behindId, ByteBuffer body) {

    /** The header of a value's schema. */
    public static final String HEADER = "__value_schema_id";

    private static final byte NUMBERED = 0;
    private static final byte GLOBAL = 1;
    private static final int NUMBERED_LENGTH = 1 + Integer.BYTES;
    private static final int GLOBAL_LENGTH = 1 + 2 * Long.BYTES;

    /** A frame whose id stands before the value. */
    public static Frame before(SchemaId id, ByteBuffer body) {
        return new Frame(id, body, body);
    }

    /**
     * How a value names its schema. A header goes before the bytes of the value; one that names none is passed over.
     *
     * @param value from position to limit, which stay where they are; {@code null} for a tombstone
     * @param header the last {@link #HEADER} of the record; {@code null} where it has none
     * @return {@code null} if the value names no schema, so that it is the event itself
     */
    public static @Nullable Frame of(@Nullable ByteBuffer value, byte @Nullable [] header) {
        if (value == null) {
            return null;
        }
        if (header != null) {
            ByteBuffer rest = ByteBuffer.wrap(header);
            SchemaId id = id(rest);
            if (id != null) {
                return new Frame(id, rest, value.slice());
            }
        }
        if (value.remaining() < NUMBERED_LENGTH || value.get(value.position()) != NUMBERED) {
            return null;
        }
        int number = bigEndian(value, value.position() + 1);
        return before(
                new SchemaId.Numbered(number),
                value.slice(value.position() + NUMBERED_LENGTH, value.remaining() - NUMBERED_LENGTH));
    }

    private static @Nullable SchemaId id(ByteBuffer header) {
        if (header.remaining() >= NUMBERED_LENGTH && header.get(0) == NUMBERED) {
            header.position(NUMBERED_LENGTH);
            return new SchemaId.Numbered(bigEndian(header, 1));
        }
        if (header.remaining() >= GLOBAL_LENGTH && header.get(0) == GLOBAL) {
            header.position(1);
            return new SchemaId.Global(new UUID(header.getLong(), header.getLong()));
        }
        return null;
    }

    /** Whatever the order of the buffer's bytes. */
    private static int bigEndian(ByteBuffer buffer, int at) {
        int number = 0;
        for (int i = at; i < at + Integer.BYTES; i++) {
            number = (number << Byte.SIZE) | (buffer.get(i) & 0xff);
        }
        return number;
    }
}
