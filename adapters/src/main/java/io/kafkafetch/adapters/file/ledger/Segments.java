package io.kafkafetch.adapters.file.ledger;

import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A series of numbered files, {@code insights-000001.jsonl} and so on, of which the last is written to. They are never
 * renamed, and the earlier ones are never touched again: anyone may move or delete them.
 *
 * @param maxBytes an append after a file has reached this begins the next one; so a file exceeds it by at most one append
 */
record Segments(Path directory, String name, long maxBytes, Disk disk) {

    private static final String EXTENSION = ".jsonl";

    /** Appends these bytes as one piece to one file, durably; nothing if there are none. */
    SegmentEnd append(SegmentEnd end, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return end;
        }
        SegmentEnd start = end.length() < maxBytes ? end : new SegmentEnd(end.number() + 1, 0);
        disk.append(file(start.number()), start.length(), bytes);
        if (start.length() == 0) {
            disk.forceDirectory(directory);
        }
        return new SegmentEnd(start.number(), start.length() + bytes.length);
    }

    /**
     * Takes away what was appended after this end, by a commit that did not come to its own.
     *
     * @throws UnusableDirectoryException if the files do not fit this end
     */
    void cutBack(SegmentEnd end) throws IOException {
        int last = last().orElse(0);
        if (last > end.number() + 1) {
            throw new UnusableDirectoryException(
                    directory,
                    file(last).getFileName() + " lies beyond "
                            + file(end.number()).getFileName()
                            + ", where the checkpoint stands (is that an older copy?)",
                    "Put the latest checkpoint.json back, or use another directory to start a new count");
        }
        disk.delete(file(end.number() + 1));
        Path file = file(end.number());
        long length = Files.exists(file) ? Files.size(file) : 0;
        if (length < end.length()) {
            throw new UnusableDirectoryException(
                    directory,
                    file.getFileName() + " holds " + length + " bytes, of which " + end.length()
                            + " were committed (was it edited, moved or deleted?)",
                    "Put the file back as it was, or use another directory to start a new count");
        }
        if (length > end.length()) {
            disk.truncate(file, end.length());
        }
    }

    /**
     * Reads what was appended between these two ends, line by line. Files that are gone are left out.
     *
     * @param from where an append ended
     * @param line takes each, without its end
     */
    void read(SegmentEnd from, SegmentEnd to, Consumer<byte[]> line) throws IOException {
        for (int number = from.number(); number <= to.number(); number++) {
            long start = number == from.number() ? from.length() : 0;
            Path file = file(number);
            if (!Files.exists(file)) {
                continue;
            }
            long end = number == to.number() ? to.length() : Files.size(file);
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
                bytes.skipNBytes(Math.min(start, end));
                read(bytes, end - start, line);
            }
        }
    }

    private static void read(InputStream bytes, long length, Consumer<byte[]> line) throws IOException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        for (long i = 0; i < length; i++) {
            int next = bytes.read();
            if (next < 0) {
                return;
            }
            if (next == '\n') {
                line.accept(begun.toByteArray());
                begun.reset();
            } else {
                begun.write(next);
            }
        }
    }

    /** The highest number there is a file of. */
    OptionalInt last() throws IOException {
        Pattern names = Pattern.compile(Pattern.quote(name) + "-([0-9]{6,9})" + Pattern.quote(EXTENSION));
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> names.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matched -> Integer.parseInt(matched.group(1)))
                    .max();
        }
    }

    Path file(int number) {
        return directory.resolve(String.format(Locale.ROOT, "%s-%06d%s", name, number, EXTENSION));
    }
}
