package io.kafkafetch.bootstrap.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths that were given as text, in an option or a setting. */
public final class FileName {

    /** What the JVM puts in place of bytes that are no text in its encoding: the name it belongs to is lost. */
    private static final char UNDECODABLE = '\uFFFD';

    private FileName() {}

    /**
     * The path that an option's text says.
     *
     * @throws UserError of wrong usage, where no file can have this name or its bytes did not reach this process
     */
    public static Path of(String option, String text) {
        try {
            return of(text);
        } catch (InvalidPathException unusable) {
            throw new UserError(UserError.USAGE, option + "=" + text + " cannot be used: " + unusable.getReason());
        }
    }

    /**
     * The path that a text says.
     *
     * @throws InvalidPathException whose reason says what to do
     */
    public static Path of(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException unencodable) {
            throw new InvalidPathException(text, whatToDo(unencodable));
        }
        if (text.indexOf(UNDECODABLE) >= 0 && !Files.exists(path)) {
            throw new InvalidPathException(text, whatToDo(null));
        }
        return path;
    }

    /** What is wrong with a path that no file can have, and what to do about it. */
    static String whatToDo(@Nullable InvalidPathException unusable) {
        if (unusable != null && unusable.getInput().indexOf('\0') >= 0) {
            return "a path has no NUL character";
        }
        String encoding = System.getProperty("sun.jnu.encoding", "unknown");
        return encoding.equals("UTF-8")
                ? "the name is not valid UTF-8; rename the file"
                : "the locale's encoding (" + encoding + ") cannot hold this name; set LC_ALL=C.UTF-8";
    }
}
