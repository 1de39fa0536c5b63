package io.kafkafetch.adapters.packed;

import java.io.IOException;
import java.util.OptionalLong;

/** Says whether a zstd frame's window may be made room for. */
@FunctionalInterface
public interface Windows {

    /** Any: the library refuses those above 128 MiB. */
    Windows ANY = bytes -> {};

    /**
     * Called before each frame; an exception refuses it, and ends the data.
     *
     * @param bytes what unpacking the frame takes at a time, at least 0; empty where its header does not say: it is damaged
     *     or cut off, or asks for a dictionary
     */
    void open(OptionalLong bytes) throws IOException;
}
