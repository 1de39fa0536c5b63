package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a path can be read as a log: from any place, again and again. Does not open it, which a pipe would block. */
final class SourceKind {

    private static final int TYPE = 0xF000;
    private static final int PIPE = 0x1000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int BLOCK_DEVICE = 0x6000;
    private static final int SOCKET = 0xC000;

    private SourceKind() {}

    /**
     * What is not there yet may come.
     *
     * @throws UnusableSourceException if it never can
     * @throws UnreadableInputException if it is a folder, or may not be read
     */
    static void check(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw UnreadableInputException.directory();
        }
        if (!Files.isRegularFile(file)) {
            throw new UnusableSourceException(
                    "SOURCE_FILE=" + file + " is " + kind(file)
                            + ", which cannot be read again from where it was counted: write it to a file and follow that, or pipe it into `kafka-fetch analyze -`");
        }
        if (!Files.isReadable(file)) {
            throw UnreadableInputException.denied(new AccessDeniedException(file.toString()));
        }
    }

    private static String kind(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "no regular file";
        }
        return switch ((int) Files.getAttribute(file, "unix:mode") & TYPE) {
            case PIPE -> "a pipe";
            case CHARACTER_DEVICE -> "a character device";
            case BLOCK_DEVICE -> "a block device";
            case SOCKET -> "a socket";
            default -> "no regular file";
        };
    }
}
