package io.kafkafetch.adapters.file.lines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream, one at a time. A line ends with {@code \n} or {@code \r\n}, which are no part of it; the last one
 * may go without. A byte order mark of UTF-8 at the very start is skipped. Input compressed with gzip or zstd, told by
 * its first bytes, is decompressed.
 *
 * <p>Memory is flat however long a line is: at most twice the bound on a line and some 600 KiB. Of a longer line only
 * the first bytes are kept; the rest is read and counted, and the lines after it come as usual.
 *
 * <p>Where the input cannot be read on, all lines before come first, then what there is of the last one, then
 * {@link UnreadableInputException}. Not thread-safe, but any thread may ask for {@link #inputBytes}.
 */
public final class LineReader implements AutoCloseable {

    /** Most bytes before its place that a {@link #fingerprint} is of. */
    public static final int HISTORY_BYTES = 256;

    /** Greatest bound on a line: 1 GiB. */
    public static final int LARGEST_BOUND = 1 << 30;

    private static final int BLOCK_BYTES = 1 << 18;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private final CountedInput counted;
    private final InputStream content;
    private final int maxLineBytes;

    /** Bytes up to {@code next} are lines already told, as far back as it goes; between it and {@code end} is the next. */
    private byte[] block;

    private ByteBuffer view;
    private int next;
    private int scanned;
    private int end;
    private long position;
    private long lines;
    private boolean tooLarge;
    private boolean mayBeMarked = true;

    /** The first bytes of a line that is being skipped. */
    private byte @Nullable [] head;

    private @Nullable IOException failure;

    private LineReader(CountedInput counted, InputStream content, int maxLineBytes, int blockBytes) {
        if (maxLineBytes < 1 || maxLineBytes > LARGEST_BOUND) {
            throw new IllegalArgumentException("a bound of " + maxLineBytes + " bytes a line is not in 1 to 1 GiB");
        }
        this.counted = counted;
        this.content = content;
        this.maxLineBytes = maxLineBytes;
        this.block = new byte[Math.max(blockBytes, HISTORY_BYTES + 1)];
        this.view = ByteBuffer.wrap(block);
    }

    /**
     * The lines of a stream, which {@link #close} closes. Reads the first bytes.
     *
     * @param maxLineBytes bound on a line without its terminator, 1 to {@link #LARGEST_BOUND}
     */
    public static LineReader of(InputStream input, int maxLineBytes) throws IOException {
        return of(input, maxLineBytes, BLOCK_BYTES);
    }

    /** Gives lines in UTF-8 of a content that may be something else. */
    @FunctionalInterface
    public interface Text {
        /** A content that is lines of UTF-8 already. */
        Text AS_IT_IS = content -> content;

        /** The content as lines of UTF-8; may read its first bytes. */
        InputStream open(InputStream content) throws IOException;
    }

    /** As {@link #of}, of what the text makes of the content. Also what was compressed twice is decompressed. */
    public static LineReader of(InputStream input, int maxLineBytes, Text text) throws IOException {
        CountedInput counted = new CountedInput(input);
        return new LineReader(counted, text.open(Compression.decompressed(counted)), maxLineBytes, BLOCK_BYTES);
    }

    /** As {@link #of}, and what is compressed is decompressed ahead, in a thread of its own: for long inputs. */
    private static LineReader ahead(InputStream input, int maxLineBytes, Text text) throws IOException {
        CountedInput counted = new CountedInput(input);
        InputStream content = Compression.decompressed(counted);
        return new LineReader(
                counted,
                text.open(content == counted ? content : new ReadAhead(content).start()),
                maxLineBytes,
                BLOCK_BYTES);
    }

    /** The lines of a file; where it cannot be opened, the exception says what is wrong. */
    public static LineReader open(Path file, int maxLineBytes, Text text) throws IOException {
        if (Files.isDirectory(file)) {
            throw UnreadableInputException.directory();
        }
        try {
            return ahead(Files.newInputStream(file), maxLineBytes, text);
        } catch (NoSuchFileException missing) {
            throw UnreadableInputException.missing(missing);
        } catch (AccessDeniedException denied) {
            throw UnreadableInputException.denied(denied);
        }
    }

    static LineReader of(InputStream input, int maxLineBytes, int blockBytes) throws IOException {
        CountedInput counted = new CountedInput(input);
        InputStream content = Compression.of(counted).open(counted);
        return new LineReader(counted, content, maxLineBytes, blockBytes);
    }

    /** Lines from somewhere in the middle of a plain input, whose place and the bytes before it are known. */
    public static LineReader from(InputStream input, long position, byte[] before, int maxLineBytes) {
        CountedInput counted = new CountedInput(input, position);
        return from(counted, counted, position, before, maxLineBytes);
    }

    /** Lines from somewhere in the middle of a content that comes from this input. */
    public static LineReader from(
            CountedInput input, InputStream content, long position, byte[] before, int maxLineBytes) {
        LineReader reader = new LineReader(input, content, maxLineBytes, BLOCK_BYTES);
        int kept = Math.min(before.length, HISTORY_BYTES);
        System.arraycopy(before, before.length - kept, reader.block, 0, kept);
        reader.next = kept;
        reader.scanned = kept;
        reader.end = kept;
        reader.position = position;
        return reader;
    }

    /** These lines, except that a byte order mark at the start is the first line's. */
    public LineReader unmarked() {
        mayBeMarked = false;
        return this;
    }

    /**
     * The next line without its terminator: a slice that is valid until the next call. {@code null} at the end. Of a
     * line above the bound its first bytes, as many as the bound; {@link #tooLarge} tells.
     */
    public @Nullable ByteBuffer next() throws IOException {
        ByteBuffer line = nextTerminated();
        return line != null ? line : rest();
    }

    /** Like {@link #next}, but a line without terminator does not count yet: the input may grow. */
    @Nullable
    public ByteBuffer nextTerminated() throws IOException {
        while (true) {
            int terminator = indexOfNewline(block, scanned, end);
            if (terminator < end) {
                return take(terminator, true);
            }
            scanned = end;
            if (isSurelyTooLarge()) {
                skipAhead();
            }
            if (!fill()) {
                return null;
            }
        }
    }

    /** What follows the last terminator, as a line; where there is nothing, the end or the error that ended the input. */
    private @Nullable ByteBuffer rest() throws IOException {
        ByteBuffer line = head != null || end > next ? take(end, false) : null;
        if (line == null && failure != null) {
            throw failure;
        }
        return line;
    }

    /** Whether the last line is above the bound: only its first bytes were returned. */
    public boolean tooLarge() {
        return tooLarge;
    }

    /** Lines returned so far. */
    public long lines() {
        return lines;
    }

    /** Bytes of the content, decompressed, up to and with the last returned line's terminator. */
    public long position() {
        return position;
    }

    /** Bytes taken from the input, compressed as it is, for progress; ahead of {@link #position} by some blocks. */
    public long inputBytes() {
        return counted.taken();
    }

    /** Why the input could not be read on, once that has happened. */
    @Nullable
    public IOException failure() {
        return failure;
    }

    /** Checksum of the up to {@value #HISTORY_BYTES} bytes before {@link #position}. */
    public int fingerprint() {
        return fingerprint(block, Math.max(0, next - HISTORY_BYTES), next);
    }

    /** The up to {@value #HISTORY_BYTES} bytes before the place up to which the content was taken in. */
    public byte[] lastTaken() {
        return Arrays.copyOfRange(block, Math.max(0, end - HISTORY_BYTES), end);
    }

    public static int fingerprint(byte[] bytes, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    /** Closes the input. */
    @Override
    public void close() throws IOException {
        content.close();
    }

    private @Nullable ByteBuffer take(int to, boolean terminated) {
        int from = next + (isAtMark() ? MARK.length : 0);
        int until = terminated && to > from && block[to - 1] == '\r' ? to - 1 : to;
        int after = terminated ? to + 1 : to;
        position += after - next;
        next = after;
        scanned = after;
        if (!terminated && from == to && head == null) {
            return null; // a mark and nothing else
        }
        lines++;
        return head != null ? takeHead() : slice(from, until);
    }

    private ByteBuffer slice(int from, int until) {
        tooLarge = until - from > maxLineBytes;
        view.limit(Math.min(until, from + maxLineBytes));
        view.position(from);
        return view;
    }

    private ByteBuffer takeHead() {
        ByteBuffer line = ByteBuffer.wrap(requireNonNull(head));
        head = null;
        tooLarge = true;
        return line;
    }

    private boolean isAtMark() {
        return mayBeMarked
                && position == 0
                && head == null
                && end - next >= MARK.length
                && Arrays.equals(block, next, next + MARK.length, MARK, 0, MARK.length);
    }

    /** Even if the next bytes were a terminator, of which a {@code \r} may be here already, and the first ones a mark. */
    private boolean isSurelyTooLarge() {
        return end - next >= roomForLine();
    }

    private int roomForLine() {
        return MARK.length + maxLineBytes + 2;
    }

    private void skipAhead() {
        if (head == null) {
            int from = next + (isAtMark() ? MARK.length : 0);
            head = Arrays.copyOfRange(block, from, from + maxLineBytes);
        }
        position += end - next;
        next = end;
    }

    /** Takes in more bytes; false if there are none, now or forever. */
    private boolean fill() {
        if (failure != null) {
            return false;
        }
        makeRoom();
        try {
            int count = content.read(block, end, block.length - end);
            end += Math.max(0, count);
            return count > 0;
        } catch (IOException unreadable) {
            failure = unreadable(unreadable, counted.taken());
            return false;
        }
    }

    private void makeRoom() {
        int gone = next - HISTORY_BYTES;
        if (gone > 0) {
            System.arraycopy(block, gone, block, 0, end - gone);
            next -= gone;
            scanned -= gone;
            end -= gone;
        }
        if (end == block.length) {
            int enough = HISTORY_BYTES + roomForLine();
            block = Arrays.copyOf(block, (int) Math.min(2L * block.length, enough));
            view = ByteBuffer.wrap(block);
        }
    }

    private static IOException unreadable(IOException failure, long atByte) {
        return failure instanceof UnreadableInputException
                ? failure
                : new UnreadableInputException("reading fails (" + failure.getMessage() + ")", atByte, failure);
    }

    /** Index of the first newline, or {@code to}. Looks at eight bytes at once: of a word's bytes XOR newline, one is 0. */
    private static int indexOfNewline(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
            long zeros = (word - ONES) & ~word & TOPS; // the lowest set bit is of the first zero byte
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }
}
