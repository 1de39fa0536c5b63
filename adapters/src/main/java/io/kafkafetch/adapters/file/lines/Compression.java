package io.kafkafetch.adapters.file.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kafkafetch.adapters.packed.DeflateStream;
import io.kafkafetch.adapters.packed.GzipStream;
import io.kafkafetch.adapters.packed.LibraryStream;
import io.kafkafetch.adapters.packed.Windows;
import io.kafkafetch.adapters.packed.ZstdStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/** How an input is compressed, told by its first bytes. */
public enum Compression {
    NONE,
    GZIP,
    ZLIB,
    ZSTD,
    XZ,
    BZIP2;

    private static final String XZ_HEADER = "\u00fd7zXZ\0";

    /** What is behind the header of a bzip2, {@code BZh} and its level: a block, or the end of nothing. */
    private static final String BZIP2_BLOCK = "1AY&SY";

    private static final String BZIP2_END = "\u0017rE8P\u0090";

    /** Whoever compressed twice did so by mistake; more layers than this are not undone. */
    private static final int MAX_LAYERS = 3;

    private static final int INPUT_BYTES = 1 << 16;
    private static final int CONTENT_BYTES = 1 << 17;

    /** Few, since where zlib data is damaged only the bytes taken are counted. */
    private static final int ZLIB_BYTES = 1 << 13;

    /** Bytes that must be seen to tell; more only where they may be those of xz or bzip2: text may be waited for. */
    private static final int MAGIC_BYTES = 4;

    private static final int BZIP2_BYTES = 10;

    /** Tells by the first bytes of the input, which remain to be read. Too few bytes to tell are no compression. */
    public static Compression of(CountedInput input) {
        byte[] magic = input.peek(MAGIC_BYTES);
        if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return GZIP;
        }
        if (magic.length >= 2 && isZlib(magic)) {
            return ZLIB;
        }
        if (magic.length == MAGIC_BYTES && isZstd(magic)) {
            return ZSTD;
        }
        if (isAt(0, XZ_HEADER.substring(0, MAGIC_BYTES), magic)) {
            return isAt(0, XZ_HEADER, input.peek(XZ_HEADER.length())) ? XZ : NONE;
        }
        return isAt(0, "BZh", magic) && isBzip2(input.peek(BZIP2_BYTES)) ? BZIP2 : NONE;
    }

    /** What the input says once decompressed; it names its own errors. */
    public InputStream open(CountedInput input) {
        return switch (this) {
            case NONE -> input;
            case GZIP -> new GzipStream(input, INPUT_BYTES, (how, unread) -> unreadable(how, input, unread));
            case ZLIB -> new DeflateStream(input, ZLIB_BYTES, (how, unread) -> unreadable(how, input, 0));
            case ZSTD ->
                new ZstdStream(
                        input,
                        INPUT_BYTES,
                        CONTENT_BYTES,
                        Windows.ANY,
                        (how, unread) -> unreadable(how, input, unread));
            case XZ -> LibraryStream.xz(input, (how, unread) -> unreadable(how, input, unread));
            case BZIP2 -> LibraryStream.bzip2(input, (how, unread) -> unreadable(how, input, unread));
        };
    }

    private IOException unreadable(String how, CountedInput input, int unread) {
        return new UnreadableInputException(
                "the " + name().toLowerCase(Locale.ROOT) + " data " + how, input.taken() - unread, null);
    }

    /** The input's content, of every layer of compression; the input itself where there is none. */
    static InputStream decompressed(CountedInput input) {
        CountedInput content = input;
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            Compression compression = of(content);
            if (compression == NONE) {
                return content;
            }
            content = new CountedInput(compression.open(content));
        }
        return content;
    }

    private static boolean isBzip2(byte[] magic) {
        return isAt(MAGIC_BYTES, BZIP2_BLOCK, magic) || isAt(MAGIC_BYTES, BZIP2_END, magic);
    }

    private static boolean isAt(int index, String text, byte[] magic) {
        byte[] wanted = text.getBytes(ISO_8859_1);
        int end = index + wanted.length;
        return magic.length >= end && Arrays.equals(magic, index, end, wanted, 0, wanted.length);
    }

    /** RFC 1950, with a window of 32 KiB, as everybody writes it. The fourth level, 0x78 0x5E, would be text ({@code x^}). */
    private static boolean isZlib(byte[] magic) {
        int level = magic[1] & 0xff;
        return magic[0] == 0x78 && (level == 0x01 || level == 0x9c || level == 0xda);
    }

    /** RFC 8878: a frame, or one to be skipped, as parallel compressors write them first. Little endian. */
    private static boolean isZstd(byte[] magic) {
        int number = (magic[0] & 0xff) | (magic[1] & 0xff) << 8 | (magic[2] & 0xff) << 16 | (magic[3] & 0xff) << 24;
        return number == 0xFD2FB528 || (number & 0xFFFFFFF0) == 0x184D2A50;
    }
}
