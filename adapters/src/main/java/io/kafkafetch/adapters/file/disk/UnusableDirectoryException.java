package io.kafkafetch.adapters.file.disk;

import java.io.Serial;
import java.nio.file.Path;

/**
 * A directory cannot be used, and trying again will not help. The message is one line for people: which directory, what
 * is wrong with it, and how to fix it.
 */
public final class UnusableDirectoryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnusableDirectoryException(Path directory, String problem, String remedy) {
        super(message(directory, problem, remedy));
    }

    public UnusableDirectoryException(Path directory, String problem, String remedy, Throwable cause) {
        super(message(directory, problem, remedy), cause);
    }

    private static String message(Path directory, String problem, String remedy) {
        return "the directory " + directory + " cannot be used: " + problem + ". " + remedy + ".";
    }
}
