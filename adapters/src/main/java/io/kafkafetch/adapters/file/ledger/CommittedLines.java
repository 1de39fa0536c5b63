package io.kafkafetch.adapters.file.ledger;

import io.kafkafetch.adapters.file.disk.LocalDisk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The committed lines of a series of files, one after the other. Files before the last one that are gone are passed over.
 * Memory: one line and a block. Not thread-safe.
 */
public final class CommittedLines implements AutoCloseable {

    private final Path directory;
    private final Segments segments;
    private final SegmentEnd end;
    private @Nullable LineBlocks open;
    private int file;
    private long number;

    CommittedLines(Path directory, String name, SegmentEnd end) {
        this.directory = directory;
        this.segments = new Segments(directory, name, 1, new LocalDisk());
        this.end = end;
    }

    /** The number of the last file, from 1. */
    public int lastFile() {
        return end.number();
    }

    /** The first file from which on all are there, up to the last one; 1 if none was moved away. */
    public int firstKept() {
        int kept = end.number();
        while (kept > 1 && Files.exists(segments.file(kept - 1))) {
            kept--;
        }
        return kept;
    }

    /** Goes to the beginning of this file; the next line is its first one. */
    public void seek(int wanted) {
        close();
        file = wanted - 1;
    }

    /**
     * The next line, without its end; {@code null} behind the last one.
     *
     * @throws UnusableDirectoryException if a file cannot be read, or is shorter than what was committed to it
     */
    public byte @Nullable [] next() {
        try {
            while (open != null || openNext()) {
                byte @Nullable [] line = open == null ? null : open.next();
                if (line != null) {
                    number++;
                    return line;
                }
                close();
            }
            return null;
        } catch (IOException e) {
            throw CommittedFolder.unreadable(directory, e);
        }
    }

    /** The number of the file that the last line is in, from 1. */
    public int file() {
        return file;
    }

    /** The name of that file, such as {@code insights-000001.jsonl}. */
    public String fileName() {
        return String.valueOf(segments.file(file).getFileName());
    }

    /** The number of the last line in its file, from 1. */
    public long number() {
        return number;
    }

    private boolean openNext() throws IOException {
        while (file < end.number()) {
            file++;
            number = 0;
            Path path = segments.file(file);
            boolean isLast = file == end.number();
            if (isLast) {
                requireWhole(path);
            }
            try {
                open = new LineBlocks(Files.newInputStream(path), isLast ? end.length() : Long.MAX_VALUE);
                return true;
            } catch (NoSuchFileException moved) {
                // anybody may move files before the last one
            }
        }
        return false;
    }

    private void requireWhole(Path path) throws IOException {
        long length = Files.exists(path) ? Files.size(path) : 0;
        if (length < end.length()) {
            throw new UnusableDirectoryException(
                    directory,
                    path.getFileName() + " holds " + length + " bytes, of which " + end.length()
                            + " were committed (was it edited, moved or deleted?)",
                    "Put the file back as it was");
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
