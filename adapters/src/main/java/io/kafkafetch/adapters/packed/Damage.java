package io.kafkafetch.adapters.packed;

import java.io.IOException;

/** The exception that packed data ends with where it is not sound: its reader's words for it. */
@FunctionalInterface
public interface Damage {

    /**
     * An exception to throw, now.
     *
     * @param how what is wrong, as the end of a sentence about the data: {@code ends too soon …}
     * @param unread bytes that were taken from the packed data and not used, at least 0
     */
    IOException at(String how, int unread);
}
