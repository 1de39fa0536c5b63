package io.kafkafetch.adapters.file.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of an input, counted, whose first bytes can be looked at before they are read. One thread reads; any thread may
 * ask for the count.
 */
public final class CountedInput extends InputStream {

    private final InputStream input;
    private byte[] ahead = {};
    private @Nullable IOException failure;
    private volatile long taken;

    public CountedInput(InputStream input) {
        this(input, 0);
    }

    /** An input of which so many bytes were read before. */
    public CountedInput(InputStream input, long taken) {
        this.input = input;
        this.taken = taken;
    }

    /**
     * The first bytes, as many as asked for or as can be read; to be called before anything is read. What fails is
     * told by the read that comes to it.
     */
    byte[] peek(int bytes) {
        byte[] seen = Arrays.copyOf(ahead, Math.max(bytes, ahead.length));
        int count = ahead.length;
        try {
            for (int more = 0; count < bytes && more >= 0 && failure == null; count += Math.max(0, more)) {
                more = input.read(seen, count, bytes - count);
            }
        } catch (IOException unreadable) {
            failure = unreadable;
        }
        ahead = Arrays.copyOf(seen, count);
        return ahead;
    }

    /** How many bytes were read, those that were only looked at not included. */
    long taken() {
        return taken;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        if (ahead.length > 0) {
            count = Math.min(length, ahead.length);
            System.arraycopy(ahead, 0, bytes, offset, count);
            ahead = Arrays.copyOfRange(ahead, count, ahead.length);
        } else if (failure != null) {
            throw failure;
        } else {
            count = input.read(bytes, offset, length);
        }
        taken += Math.max(0, count);
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
