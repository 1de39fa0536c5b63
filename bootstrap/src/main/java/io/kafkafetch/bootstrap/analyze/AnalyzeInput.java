package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.bootstrap.process.FileName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * One input of {@code analyze}: a file, or standard input for {@code -}.
 *
 * @param argument as it was given
 * @param standardInput read where the argument says so
 */
record AnalyzeInput(String argument, InputStream standardInput) {

    private static final String STANDARD_INPUT = "-";

    /** The name that people know it by. */
    String name() {
        return isStandardInput() ? "standard input" : argument;
    }

    boolean isStandardInput() {
        return argument.equals(STANDARD_INPUT);
    }

    /** Its lines. {@code waiting} is run whenever standard input has nothing to read, before it is waited for. */
    LineReader open(int maxLineBytes, Runnable waiting, LineReader.Text text) throws IOException {
        if (isStandardInput()) {
            return LineReader.of(new Attended(standardInput, waiting), maxLineBytes, text);
        }
        try {
            return LineReader.open(FileName.of(argument), maxLineBytes, text);
        } catch (InvalidPathException unusable) {
            throw new IOException(unusable.getReason(), unusable);
        }
    }

    /** How many bytes are to be read, compressed as they are; -1 where that is not known. */
    long size() {
        try {
            Path file = path();
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException | InvalidPathException unreadable) {
            return -1;
        }
    }

    /** Whether this is the file that the other path leads to. */
    boolean isSameFileAs(Path other) {
        try {
            return Files.exists(other) && Files.exists(path()) && Files.isSameFile(path(), other);
        } catch (IOException | InvalidPathException unreadable) {
            return false;
        }
    }

    private Path path() {
        return Path.of(isStandardInput() ? "/dev/stdin" : argument);
    }

    private static final class Attended extends FilterInputStream {
        private final Runnable waiting;

        private Attended(InputStream in, Runnable waiting) {
            super(in);
            this.waiting = waiting;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (in.available() == 0) {
                waiting.run();
            }
            return in.read(bytes, offset, length);
        }
    }
}
