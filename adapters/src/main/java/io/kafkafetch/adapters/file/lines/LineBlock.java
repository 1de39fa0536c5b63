package io.kafkafetch.adapters.file.lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The stretch of a content that is in memory: the last bytes of lines that were taken, and behind them the next line as
 * far as it was read. Grows with that line, up to a bound. Not thread-safe.
 */
final class LineBlock {

    /** Most bytes before the next line that are kept. */
    static final int HISTORY_BYTES = 256;

    private final int mostBytes;
    private byte[] bytes;
    private ByteBuffer view;

    /** Where the next line begins, how far its end was looked for, and how far the content was read. */
    private int next;

    private int scanned;
    private int end;

    /**
     * An empty one.
     *
     * @param bytes to begin with
     * @param lineBytes that the next line may have, its terminator included; more need not have room
     */
    LineBlock(int bytes, int lineBytes) {
        this.mostBytes = HISTORY_BYTES + lineBytes;
        this.bytes = new byte[Math.max(bytes, HISTORY_BYTES + 1)];
        this.view = ByteBuffer.wrap(this.bytes);
    }

    /** What was before the first line. */
    void remember(byte[] before) {
        int kept = Math.min(before.length, HISTORY_BYTES);
        System.arraycopy(before, before.length - kept, bytes, 0, kept);
        next = kept;
        scanned = kept;
        end = kept;
    }

    /** Reads more of the content; below 1 where there is no more, now or ever. */
    int fill(InputStream content) throws IOException {
        makeRoom();
        int count = content.read(bytes, end, bytes.length - end);
        end += Math.max(0, count);
        return count;
    }

    /** Length of the next line up to its terminator; below 0 while that is not here. Goes on where it last ended. */
    int lineLength() {
        int i = scanned;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        scanned = i;
        return i < end ? i - next : -1;
    }

    /** Bytes of the next line that are here. */
    int length() {
        return end - next;
    }

    /** A byte of the next line. */
    byte at(int index) {
        return bytes[next + index];
    }

    boolean startsWith(byte[] prefix) {
        return length() >= prefix.length && Arrays.equals(bytes, next, next + prefix.length, prefix, 0, prefix.length);
    }

    /** A part of the next line, which stays here until {@link #fill}. */
    ByteBuffer slice(int from, int to) {
        view.limit(next + to);
        view.position(next + from);
        return view;
    }

    /** So many bytes of the next line, or all of it and its terminator, are taken: what follows them is next. */
    void take(int count) {
        next += count;
        scanned = next;
    }

    /** Checksum of the bytes before the next line. */
    int fingerprint() {
        return fingerprint(bytes, Math.max(0, next - HISTORY_BYTES), next);
    }

    /** The bytes before the place up to which the content was read. */
    byte[] lastRead() {
        return Arrays.copyOfRange(bytes, Math.max(0, end - HISTORY_BYTES), end);
    }

    static int fingerprint(byte[] bytes, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    private void makeRoom() {
        int gone = next - HISTORY_BYTES;
        if (gone > 0) {
            System.arraycopy(bytes, gone, bytes, 0, end - gone);
            next -= gone;
            scanned -= gone;
            end -= gone;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, mostBytes));
            view = ByteBuffer.wrap(bytes);
        }
    }
}
