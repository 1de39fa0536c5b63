package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.Admission;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The part of a body that was read and not taken yet. Grows as far as it has to; what is above {@value #FREE} bytes
 * comes out of what all requests share, see {@link Admission#buffer}. Not thread-safe.
 */
final class BodyBuffer implements AutoCloseable {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int FREE = 16 << 10;
    private static final int INITIAL = 8 << 10;

    private final InputStream source;
    private final Admission admission;
    private final int greatest;
    private byte[] bytes = new byte[INITIAL];
    private int start;
    private int end;

    /** @param greatest most bytes it holds at a time */
    BodyBuffer(InputStream source, Admission admission, int greatest) {
        this.source = source;
        this.admission = admission;
        this.greatest = greatest;
    }

    /**
     * Reads some more; {@code false} at the body's end.
     *
     * @throws Refusal if there is no memory for it
     */
    boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == bytes.length && start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            grow();
        }
        int count = source.read(bytes, end, bytes.length - end);
        end += Math.max(count, 0);
        return count >= 0;
    }

    int size() {
        return end - start;
    }

    byte at(int index) {
        return bytes[start + index];
    }

    /** Where this byte is for the first time from this index on; -1 if nowhere. */
    int indexOf(byte wanted, int from) {
        for (int i = start + from; i < end; i++) {
            if (bytes[i] == wanted) {
                return i - start;
            }
        }
        return -1;
    }

    /** Whether it holds the beginning of a byte order mark, and no more: nothing, one byte or two. */
    boolean mayBeMark() {
        return size() < MARK.length && startsAsMark();
    }

    /** Forgets a byte order mark (UTF-8) at the start. */
    void skipMark() {
        if (size() >= MARK.length && startsAsMark()) {
            skip(MARK.length);
        }
    }

    private boolean startsAsMark() {
        int length = Math.min(size(), MARK.length);
        return Arrays.equals(bytes, start, start + length, MARK, 0, length);
    }

    /** Forgets so many bytes. */
    void skip(int count) {
        start += count;
    }

    /** These bytes, which stay as they are until the next {@link #fill}. */
    ByteBuffer slice(int from, int to) {
        return ByteBuffer.wrap(bytes, start + from, to - from);
    }

    /** Gives back what all requests share. */
    @Override
    public void close() {
        admission.unbuffer(shared(bytes.length));
        bytes = new byte[0];
        start = 0;
        end = 0;
    }

    private void grow() {
        int capacity = (int) Math.min(2L * bytes.length, greatest);
        if (!admission.buffer(shared(capacity) - shared(bytes.length))) {
            throw new Refusal(Fault.NO_BUFFER);
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    private static int shared(int capacity) {
        return Math.max(0, capacity - FREE);
    }
}
