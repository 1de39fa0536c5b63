package io.kafkafetch.adapters.file.lines;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The input cannot be read on from here: cut off, damaged, or not to be opened. Everything that could be read before it
 * was delivered before this is thrown. The message says what is wrong, at which byte of what could be opened and, where
 * that is known, how to fix it; it does not name the input, which its caller knows.
 */
public final class UnreadableInputException extends IOException {

    private static final long serialVersionUID = 1;

    private final long atByte;

    /** Of an input that was read up to this byte. */
    UnreadableInputException(String what, long atByte, @Nullable Throwable cause) {
        super(what + ", at byte " + atByte + " of the input", cause);
        this.atByte = atByte;
    }

    private UnreadableInputException(String what, @Nullable Throwable cause) {
        super(what, cause);
        this.atByte = 0;
    }

    /** Of an input that is not there: no byte of it was read, so that none is named. */
    public static UnreadableInputException missing(@Nullable Throwable cause) {
        return new UnreadableInputException("there is no such file", cause);
    }

    public static UnreadableInputException directory() {
        return new UnreadableInputException("this is a directory, not a file", null);
    }

    public static UnreadableInputException denied(Throwable cause) {
        return new UnreadableInputException("this file may not be read (permission denied)", cause);
    }

    /** Where reading ended, in bytes from the input's beginning, compressed as it is. */
    public long atByte() {
        return atByte;
    }
}
