package io.kafkafetch.adapters.http.packed;

import io.kafkafetch.adapters.packed.Damage;
import io.kafkafetch.adapters.packed.Windows;
import io.kafkafetch.adapters.packed.ZstdStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What the windows of a zstd body's frames take, out of what all bodies share; above {@link #MAX_BYTES}, RFC 9659's bound
 * for HTTP, a frame is refused. Not thread-safe.
 */
final class ZstdWindow implements Windows {

    static final int MAX_BYTES = 8 << 20;

    /** What a decompressor takes besides a window, with its buffers. */
    private static final int FIXED_BYTES = 384 << 10;

    private static final int CONTENT_BYTES = 1 << 15;

    private final Memory memory;
    private final Damage exceptions;
    private int taken = FIXED_BYTES;

    private ZstdWindow(Memory memory, Damage exceptions) {
        this.memory = memory;
        this.exceptions = exceptions;
    }

    /** The content of a body; closing it gives back its memory and closes the body. */
    static InputStream unpacked(InputStream packed, int inputBytes, Memory memory, Damage exceptions) {
        memory.take(FIXED_BYTES);
        ZstdWindow window = new ZstdWindow(memory, exceptions);
        return new FilterInputStream(new ZstdStream(packed, inputBytes, CONTENT_BYTES, window, exceptions)) {
            @Override
            public void close() throws IOException {
                super.close();
                window.giveBack();
            }
        };
    }

    @Override
    public void open(OptionalLong bytes) throws IOException {
        if (bytes.isEmpty()) {
            throw exceptions.at("is damaged", 0);
        }
        if (bytes.getAsLong() > MAX_BYTES) {
            throw new WindowTooLargeException();
        }
        int missing = FIXED_BYTES + (int) bytes.getAsLong() - taken;
        if (missing > 0) {
            memory.take(missing);
            taken += missing;
        }
    }

    private void giveBack() {
        if (taken > 0) {
            memory.giveBack(taken);
            taken = 0;
        }
    }
}
