package io.kafkafetch.adapters.http.logins.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body, cut into events. Not thread-safe. */
public sealed interface Events extends AutoCloseable permits LineEvents, DocumentEvents {

    /**
     * The next event's bytes as they came, valid until the next call; {@code null} after the last.
     *
     * @throws Refusal if the body cannot be read on; what was returned before is sound
     */
    @Nullable
    ByteBuffer next() throws IOException;

    /** Whether the next call would not wait for the client; waits for that a moment itself. */
    boolean ready();

    @Override
    void close();
}
