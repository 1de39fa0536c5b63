package io.kafkafetch.adapters.registry.format;

/** How the values of one schema become JSON texts. Immutable, thread-safe. */
public interface ValueFormat {

    /**
     * Writes a value as JSON text.
     *
     * @param frame the value; the positions of its buffers are undefined afterwards
     * @param json takes the text; cleared before, and undefined after a failure
     * @throws MalformedValueException if the value is not of the schema, or larger as JSON than is taken
     */
    void write(Frame frame, JsonBytes json) throws MalformedValueException;
}
