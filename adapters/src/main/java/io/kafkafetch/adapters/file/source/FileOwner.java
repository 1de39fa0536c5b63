package io.kafkafetch.adapters.file.source;

import java.nio.file.Path;
import java.util.function.Predicate;

/** Who writes the files that a {@link FileSource} reads, where the two know of each other. Thread-safe. */
public interface FileOwner {

    /** Nobody that is known: all that is in a file may be read, and nobody asks what was. */
    FileOwner NOBODY = new FileOwner() {
        @Override
        public long readableBytes(Object fileKey) {
            return Long.MAX_VALUE;
        }

        @Override
        public void consumed(Predicate<Path> isFile, long bytes) {}

        @Override
        public boolean writesLinesAlone() {
            return false;
        }
    };

    /**
     * How many bytes of a file may be read; what is behind them may yet be cut off.
     *
     * @param fileKey the file's identity, see {@link java.nio.file.attribute.BasicFileAttributes#fileKey}
     */
    long readableBytes(Object fileKey);

    /**
     * All lines before this place are committed: files before it are needed no more. Told at the start and after
     * commits; where it throws, that is logged, and told again after the next.
     *
     * @param isFile whether a file, under the name it has just now, is the one the place is in
     * @param bytes the place in it
     */
    void consumed(Predicate<Path> isFile, long bytes);

    /**
     * Whether a file begins with a line like any other. If so, neither compression nor a byte order mark is looked for: a
     * line that begins like one is whatever somebody has sent.
     */
    boolean writesLinesAlone();
}
