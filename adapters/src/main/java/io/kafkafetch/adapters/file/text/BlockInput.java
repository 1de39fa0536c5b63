package io.kafkafetch.adapters.file.text;

import java.io.IOException;
import java.io.InputStream;

/** An input that is converted a block at a time. Not thread-safe. */
abstract class BlockInput extends InputStream {

    private final InputStream input;
    private final byte[] out;
    private int next;
    private int end;
    private boolean over;

    /** @param mostBytes what one call of {@link #fill} puts at most */
    BlockInput(InputStream input, int mostBytes) {
        this.input = input;
        this.out = new byte[mostBytes];
    }

    /**
     * Converts a block of the input, or what is left after its end; {@link #put}s none, some or all of it.
     *
     * @return whether there may be more
     */
    abstract boolean fill(InputStream from) throws IOException;

    final void put(int written) {
        out[end++] = (byte) written;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == end) {
            if (over) {
                return -1;
            }
            next = 0;
            end = 0;
            over = !fill(input);
        }
        int count = Math.min(length, end - next);
        System.arraycopy(out, next, bytes, offset, count);
        next += count;
        return count;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final void close() throws IOException {
        input.close();
    }
}
