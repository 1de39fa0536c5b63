package io.kafkafetch.adapters.registry.format;

import java.nio.ByteBuffer;

/** How the values of one schema become JSON texts. Immutable, thread-safe. */
public interface ValueFormat {

    /**
     * Writes a value as JSON text.
     *
     * @param body what stands behind the schema's id, from position to limit; its position is undefined afterwards
     * @param json takes the text; what is in it after a failure is undefined
     * @throws MalformedValueException if the value is not of the schema, or larger as JSON than is taken
     */
    void write(ByteBuffer body, JsonBytes json) throws MalformedValueException;
}
