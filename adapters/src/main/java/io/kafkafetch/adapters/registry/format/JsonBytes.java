package io.kafkafetch.adapters.registry.format;

import java.nio.ByteBuffer;

/** A JSON text that is being written, in UTF-8. Bounded; reusable; not thread-safe. */
public final class JsonBytes {

    private byte[] bytes = new byte[1024];
    private int length;

    /** Forgets the text. */
    public void clear() {
        length = 0;
    }

    /** The text so far, until something is written again. */
    public ByteBuffer text() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
