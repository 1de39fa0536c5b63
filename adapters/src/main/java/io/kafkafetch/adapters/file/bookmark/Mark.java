package io.kafkafetch.adapters.file.bookmark;

import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.lines.LineReader;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Base64.Decoder;
import java.util.Base64.Encoder;

/**
 * How far a file was read, and which file that was, whatever it is called and wherever it was copied to: a content that
 * agrees in its first bytes and in those before the place is taken for the same up to there.
 *
 * @param file hash of {@link FileIdentity#name}, to tell the file itself from its copies; {@link #NO_FILE} for what may
 *     be a copy
 * @param length bytes of the content before the place, at least 1; {@link #WHOLE} for all, however many there are
 * @param head fingerprint of its first bytes, {@value #BYTES} or as many as {@code length}
 * @param tail fingerprint of as many bytes before the place; 0 where that is not known
 */
public record Mark(int file, long length, int head, int tail) {

    /** Bytes that a fingerprint is of, at most. */
    public static final int BYTES = LineReader.HISTORY_BYTES;

    /** Of a file that is not read at all, or that is compressed: its beginning is enough to know it. */
    public static final long WHOLE = Long.MAX_VALUE;

    static final int NO_FILE = 0;

    /** Bytes that no two logs begin with; no login is as short. */
    public static final int TELLING = 64;

    private static final Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Decoder DECODER = Base64.getUrlDecoder();
    private static final int ENCODED = 16;
    private static final int RADIX = 36;

    public Mark {
        if (length < 1) {
            throw new IllegalArgumentException("a mark after " + length + " bytes");
        }
    }

    /** Whether it is this file's own mark, and not that of a copy. */
    boolean isOf(FileIdentity identity) {
        return identity.name().hashCode() == file;
    }

    /** Whether a file that agrees with it is the same: of so few bytes others may have the same, but not its copies. */
    boolean tells(FileIdentity identity) {
        return length >= TELLING || isOf(identity) || length == identity.size();
    }

    /** How many first bytes its {@link #head} is of. */
    int headLength() {
        return (int) Math.min(BYTES, length);
    }

    /** Printable ASCII without spaces, commas and semicolons, at most 28 characters. */
    String text() {
        byte[] hashes = ByteBuffer.allocate(Integer.BYTES * 3)
                .putInt(file)
                .putInt(head)
                .putInt(tail)
                .array();
        return ENCODER.encodeToString(hashes) + (length == WHOLE ? "" : Long.toString(length, RADIX));
    }

    /** @throws IllegalArgumentException if this is no mark's text */
    static Mark of(String text) {
        if (text.length() < ENCODED) {
            throw new IllegalArgumentException("'" + text + "' is no mark of a file");
        }
        ByteBuffer hashes = ByteBuffer.wrap(DECODER.decode(text.substring(0, ENCODED)));
        String length = text.substring(ENCODED);
        long bytes = length.isEmpty() ? WHOLE : Long.parseLong(length, RADIX);
        return new Mark(hashes.getInt(), bytes, hashes.getInt(), hashes.getInt());
    }
}
