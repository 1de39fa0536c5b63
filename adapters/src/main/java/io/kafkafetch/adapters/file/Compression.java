package io.kafkafetch.adapters.file;

import java.io.InputStream;

/** How an input is compressed, told by its first bytes. */
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /** Bytes that must be seen to tell. */
    private static final int MAGIC_BYTES = 4;

    /** Tells by the first bytes of the input, which remain to be read. Too few bytes to tell are no compression. */
    static Compression of(CountedInput input) {
        byte[] magic = input.peek(MAGIC_BYTES);
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return GZIP;
        }
        return magic.length == MAGIC_BYTES && isZstd(magic) ? ZSTD : NONE;
    }

    /** What the input says once decompressed; it names its own errors. */
    InputStream open(CountedInput input) {
        return switch (this) {
            case NONE -> input;
            case GZIP -> new GzipInput(input);
            case ZSTD -> new ZstdInput(input);
        };
    }

    /** RFC 8878: a frame, or one to be skipped, as parallel compressors write them first. Little endian. */
    private static boolean isZstd(byte[] magic) {
        int number = (magic[0] & 0xff) | (magic[1] & 0xff) << 8 | (magic[2] & 0xff) << 16 | (magic[3] & 0xff) << 24;
        return number == 0xFD2FB528 || (number & 0xFFFFFFF0) == 0x184D2A50;
    }
}
