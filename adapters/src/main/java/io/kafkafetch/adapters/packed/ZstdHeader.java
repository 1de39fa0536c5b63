package io.kafkafetch.adapters.packed;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What the header of a zstd frame says (RFC 8878 §3.1.1.1). The library says it only once the memory is taken. */
final class ZstdHeader {

    /** Longest header: magic number, descriptor, window, dictionary, content size. */
    static final int MAX_BYTES = 4 + 1 + 1 + 4 + 8;

    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int DICTIONARY = 0x03;
    private static final int SINGLE_SEGMENT = 0x20;

    private ZstdHeader() {}

    /**
     * Bytes that decompressing the frame takes at a time: 0 of one to be skipped. Empty if this is no frame, or one that
     * asks for a dictionary.
     *
     * @param bytes from the frame's first one on, little endian; stays where it is
     */
    static OptionalLong window(ByteBuffer bytes) {
        int start = bytes.position();
        if (bytes.remaining() < Integer.BYTES + 1) {
            return OptionalLong.empty();
        }
        int magic = bytes.getInt(start);
        if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
            return OptionalLong.of(0L);
        }
        int descriptor = bytes.get(start + Integer.BYTES);
        if (magic != MAGIC || (descriptor & DICTIONARY) != 0) {
            return OptionalLong.empty();
        }
        boolean single = (descriptor & SINGLE_SEGMENT) != 0;
        int next = start + Integer.BYTES + 1;
        int field = single ? contentSizeBytes(descriptor) : 1;
        if (bytes.limit() - next < field) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(single ? contentSize(bytes, next, field) : window(bytes.get(next) & 0xff));
    }

    private static long window(int exponentAndMantissa) {
        long base = 1L << (10 + (exponentAndMantissa >> 3));
        return base + (base >> 3) * (exponentAndMantissa & 7);
    }

    private static int contentSizeBytes(int descriptor) {
        return 1 << (descriptor >> 6 & 3);
    }

    private static long contentSize(ByteBuffer bytes, int at, int length) {
        return switch (length) {
            case 1 -> bytes.get(at) & 0xff;
            case 2 -> (bytes.getShort(at) & 0xffff) + 256;
            case 4 -> bytes.getInt(at) & 0xffffffffL;
            default -> bytes.getLong(at) < 0 ? Long.MAX_VALUE : bytes.getLong(at);
        };
    }
}
