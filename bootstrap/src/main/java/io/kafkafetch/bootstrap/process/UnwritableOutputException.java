package io.kafkafetch.bootstrap.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** An output that cannot be written; the message says which, why, and how to mend it. */
final class UnwritableOutputException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What the system says of a pipe whose reader is gone. */
    private static final String BROKEN_PIPE = "Broken pipe";

    UnwritableOutputException(String output, IOException failure, String mend) {
        super("cannot write to " + output + ": " + reason(failure) + "; " + mend, failure);
    }

    /** Whether the cause of this failure is a pipe whose reader has seen enough, such as {@code head}: nobody's error. */
    static boolean isClosedByItsReader(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnwritableOutputException unwritable && unwritable.getCause() != null) {
                return String.valueOf(unwritable.getCause().getMessage()).contains(BROKEN_PIPE);
            }
        }
        return false;
    }

    /** The exceptions of a file system say which file, and by their type what is wrong with it. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "its folder does not exist";
            case AccessDeniedException denied -> "it may not be written";
            case FileSystemException other ->
                Optional.ofNullable(other.getReason()).orElseGet(() -> String.valueOf(other.getMessage()));
            default -> String.valueOf(failure.getMessage());
        };
    }
}
