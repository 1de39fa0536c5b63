package io.kafkafetch.adapters.reread;

import java.io.IOException;
import java.nio.file.Path;

/** A file cannot be used; the message says where in it, and what was expected. It never has the file's content. */
public final class UnusableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /** Of a file, and what is wrong with it; without the file's name. */
    public UnusableFileException(Path file, String problem) {
        super(problem);
        this.file = file;
    }

    /** The file that could not be read. */
    static UnusableFileException unreadable(Path file, IOException why) {
        return new UnusableFileException(
                file, "cannot be read (" + why.getClass().getSimpleName() + ")");
    }

    /** Which file it is. */
    public Path file() {
        return file;
    }
}
