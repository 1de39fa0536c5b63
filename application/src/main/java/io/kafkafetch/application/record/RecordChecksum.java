package io.kafkafetch.application.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether records are the ones that were counted: CRC-32 as in zlib, PNG and the command {@code crc32}. It finds
 * what was altered by mistake, not what somebody altered with care. Reusable; not thread-safe.
 */
public final class RecordChecksum {

    /** The checksum of no bytes: of a record without a value, and where nobody asks for checksums. */
    public static final int NONE = 0;

    private final CRC32 crc = new CRC32();

    /** The checksum of a record's value, from position to limit, which stay where they are. */
    public int of(@Nullable ByteBuffer value) {
        if (value == null) {
            return NONE;
        }
        crc.reset();
        if (value.hasArray()) {
            crc.update(value.array(), value.arrayOffset() + value.position(), value.remaining());
        } else {
            crc.update(value.duplicate());
        }
        return (int) crc.getValue();
    }

    /** The checksum of a record's value. */
    public int of(byte @Nullable [] value) {
        return of(value == null ? null : ByteBuffer.wrap(value));
    }
}
