package io.kafkafetch.adapters.file.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Whole lines of a stream up to a length. What is behind the last line feed is none. Not thread-safe. */
final class LineBlocks implements AutoCloseable {

    private static final int BLOCK = 64 << 10;

    private final InputStream stream;
    private final byte[] block = new byte[BLOCK];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long left;
    private int start;
    private int end;

    /** @param length bytes that are read at most */
    LineBlocks(InputStream stream, long length) {
        this.stream = stream;
        this.left = length;
    }

    /** The next line without its end; {@code null} if there is none. */
    byte @Nullable [] next() throws IOException {
        begun.reset();
        while (start < end || fill()) {
            for (int i = start; i < end; i++) {
                if (block[i] == '\n') {
                    begun.write(block, start, i - start);
                    start = i + 1;
                    return begun.toByteArray();
                }
            }
            begun.write(block, start, end - start);
            start = end;
        }
        return null;
    }

    private boolean fill() throws IOException {
        int read = stream.read(block, 0, (int) Math.min(BLOCK, left));
        start = 0;
        end = Math.max(0, read);
        left -= end;
        return end > 0;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // what was read is known already
        }
    }
}
