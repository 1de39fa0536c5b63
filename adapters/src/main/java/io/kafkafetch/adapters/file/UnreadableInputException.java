package io.kafkafetch.adapters.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The input cannot be read on from here: cut off, damaged, or not to be opened. Everything that could be read before it
 * was delivered before this is thrown. The message says what is wrong, at which byte and, where that is known, how to
 * mend it; it does not name the input, which its caller knows.
 */
public final class UnreadableInputException extends IOException {

    private static final long serialVersionUID = 1;

    private final long atByte;

    UnreadableInputException(String what, long atByte, @Nullable Throwable cause) {
        super(what + ", at byte " + atByte + " of the input", cause);
        this.atByte = atByte;
    }

    /** Where reading ended, in bytes from the input's beginning, compressed as it is. */
    public long atByte() {
        return atByte;
    }
}
