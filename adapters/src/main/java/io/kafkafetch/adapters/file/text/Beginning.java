package io.kafkafetch.adapters.file.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first bytes of an input, and the input with these bytes still in it. */
final class Beginning {

    private static final int BYTES = 1 << 16;

    /** Enough to tell lines from a document; what comes slowly through a pipe is not waited for any longer. */
    private static final int LINES = 2;

    private final byte[] bytes;
    private final boolean whole;
    private final InputStream rest;

    private Beginning(byte[] bytes, boolean whole, InputStream rest) {
        this.bytes = bytes;
        this.whole = whole;
        this.rest = rest;
    }

    /** Reads up to 64 KiB, but no block after the one in which a line of JSON, or the second line of anything, ends. */
    static Beginning of(InputStream input) {
        byte[] bytes = new byte[BYTES];
        int count = 0;
        int more = 0;
        IOException failure = null;
        try {
            while (count < BYTES && more >= 0 && !isEnough(bytes, count)) {
                more = input.read(bytes, count, BYTES - count);
                count += Math.max(0, more);
            }
        } catch (IOException unreadable) {
            failure = unreadable;
        }
        byte[] seen = Arrays.copyOf(bytes, count);
        return new Beginning(seen, more < 0, new Rest(seen, input, failure));
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether these are all bytes of the input. */
    boolean isWhole() {
        return whole;
    }

    /** The input from its first byte on; to be asked for once. */
    InputStream rest() {
        return rest;
    }

    private static boolean isEnough(byte[] bytes, int count) {
        int lines = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' && (++lines == LINES || isClosed(bytes, i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the first line, which ends here, is a whole object: nothing after it can change what it is. */
    private static boolean isClosed(byte[] bytes, int end) {
        int last = end - 1;
        while (last >= 0 && bytes[last] <= ' ') {
            last--;
        }
        return last >= 0
                && bytes[last] == '}'
                && bytes[0] != '['
                && JsonLayout.isBalanced(new String(bytes, 0, end, ISO_8859_1));
    }

    /** What fails comes after the bytes that were read before it. */
    private static final class Rest extends InputStream {
        private final byte[] seen;
        private final InputStream input;
        private final @Nullable IOException failure;
        private int next;

        private Rest(byte[] seen, InputStream input, @Nullable IOException failure) {
            this.seen = seen;
            this.input = input;
            this.failure = failure;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next < seen.length) {
                int count = Math.min(length, seen.length - next);
                System.arraycopy(seen, next, bytes, offset, count);
                next += count;
                return count;
            }
            if (failure != null) {
                throw failure;
            }
            return input.read(bytes, offset, length);
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
}
