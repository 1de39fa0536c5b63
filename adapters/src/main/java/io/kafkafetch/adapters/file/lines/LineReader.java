package io.kafkafetch.adapters.file.lines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream, one at a time. A line ends with {@code \n} or {@code \r\n}, which are no part of it; the last one
 * may go without. A byte order mark of UTF-8 at the very start is skipped. Compressed input, recognised by its first bytes
 * ({@link Compression}), is decompressed.
 *
 * <p>Memory is flat however long a line is: at most twice the bound on a line and some 600 KiB. Of a longer line only
 * the first bytes are kept; the rest is read and counted, and the lines after it come as usual.
 *
 * <p>Where the input cannot be read on, all lines before come first, then what there is of the last one, then
 * {@link UnreadableInputException}. Not thread-safe, but any thread may ask for {@link #inputBytes}.
 */
public final class LineReader implements AutoCloseable {

    /** Most bytes before its place that a {@link #fingerprint} is of. */
    public static final int HISTORY_BYTES = LineBlock.HISTORY_BYTES;

    /** Greatest bound on a line: 1 GiB. */
    public static final int LARGEST_BOUND = 1 << 30;

    private static final int BLOCK_BYTES = 1 << 18;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final CountedInput counted;
    private final InputStream content;
    private final int maxLineBytes;

    private final LineBlock block;
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
        this.block = new LineBlock(blockBytes, roomForLine());
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
        reader.block.remember(before);
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
            int length = block.lineLength();
            if (length >= 0) {
                return take(length, true);
            }
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
        ByteBuffer line = head != null || block.length() > 0 ? take(block.length(), false) : null;
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
        return block.fingerprint();
    }

    /** The up to {@value #HISTORY_BYTES} bytes before the place up to which the content was taken in. */
    public byte[] lastTaken() {
        return block.lastRead();
    }

    public static int fingerprint(byte[] bytes, int from, int to) {
        return LineBlock.fingerprint(bytes, from, to);
    }

    /** Closes the input. */
    @Override
    public void close() throws IOException {
        content.close();
    }

    private @Nullable ByteBuffer take(int length, boolean terminated) {
        int from = isAtMark() ? MARK.length : 0;
        int until = terminated && length > from && block.at(length - 1) == '\r' ? length - 1 : length;
        boolean isMarkAlone = head == null && !terminated && from == length;
        ByteBuffer line = head != null ? takeHead() : slice(from, until);
        int taken = terminated ? length + 1 : length;
        position += taken;
        block.take(taken);
        if (isMarkAlone) {
            return null;
        }
        lines++;
        return line;
    }

    private ByteBuffer slice(int from, int until) {
        tooLarge = until - from > maxLineBytes;
        return block.slice(from, Math.min(until, from + maxLineBytes));
    }

    private ByteBuffer takeHead() {
        ByteBuffer line = ByteBuffer.wrap(requireNonNull(head));
        head = null;
        tooLarge = true;
        return line;
    }

    private boolean isAtMark() {
        return mayBeMarked && position == 0 && head == null && block.startsWith(MARK);
    }

    /** Even if the next bytes were a terminator, of which a {@code \r} may be here already, and the first ones a mark. */
    private boolean isSurelyTooLarge() {
        return block.length() >= roomForLine();
    }

    private int roomForLine() {
        return MARK.length + maxLineBytes + 2;
    }

    private void skipAhead() {
        if (head == null) {
            int from = isAtMark() ? MARK.length : 0;
            head = new byte[maxLineBytes];
            block.slice(from, from + maxLineBytes).get(head);
        }
        position += block.length();
        block.take(block.length());
    }

    /** Takes in more bytes; false if there are none, now or forever. */
    private boolean fill() {
        if (failure != null) {
            return false;
        }
        try {
            return block.fill(content) > 0;
        } catch (IOException unreadable) {
            failure = unreadable(unreadable, counted.taken());
            return false;
        }
    }

    private static IOException unreadable(IOException failure, long atByte) {
        return failure instanceof UnreadableInputException
                ? failure
                : new UnreadableInputException("reading fails (" + failure.getMessage() + ")", atByte, failure);
    }
}
