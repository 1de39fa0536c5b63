package io.kafkafetch.adapters.file.audit;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.Content;
import io.kafkafetch.adapters.file.bookmark.Mark;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.application.batch.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of which files were counted as which offsets. The checkpoint says how many lines there were before a place in a
 * file; counted backwards from there each line has its number. Earlier files of the log are known by their content; what they hold is
 * taken only if all lines before that file are there, since else nobody knows which are missing.
 *
 * @param plain whether the files are never compressed, and begin with no byte order mark
 */
record CountedFiles(Path file, RotatedFiles rotated, boolean plain, int maxLineBytes) {

    /**
     * Lines of a file that were counted.
     *
     * @param first offset of its first line
     * @param lines how many
     */
    record Stretch(Path file, long first, long lines) {

        long end() {
            return first + lines;
        }
    }

    /** The stretches that are still there, adjacent and in their order, up to the checkpoint; none where nothing is known. */
    List<Stretch> upTo(Checkpoint checkpoint) throws IOException {
        Optional<Bookmark> bookmark = Bookmark.of(checkpoint.bookmark());
        List<Part> parts = new LogFolder(file.toAbsolutePath(), rotated).all();
        Optional<Part> last = bookmark.isEmpty() ? Optional.empty() : find(parts, bookmark.get());
        if (bookmark.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        long lines = lines(last.get().path(), bookmark.get().position());
        Stretch stretch = new Stretch(last.get().path(), checkpoint.position() - lines, lines);
        if (stretch.first() < 0) {
            return List.of(); // the file was edited before the place
        }
        List<Stretch> all = new ArrayList<>(before(parts, bookmark.get(), stretch.first()));
        all.add(stretch);
        return all;
    }

    /** It itself, else a copy of it. */
    private Optional<Part> find(List<Part> parts, Bookmark bookmark) throws IOException {
        Optional<Part> copy = Optional.empty();
        for (Part part : parts) {
            if (new Content(part, plain).holds(bookmark)) {
                if (bookmark.isOf(part.identity())) {
                    return Optional.of(part);
                }
                copy = bookmark.position() >= Mark.TELLING ? Optional.of(part) : copy;
            }
        }
        return copy;
    }

    /** The files that were read before this offset: all of them, or none. */
    private List<Stretch> before(List<Part> parts, Bookmark bookmark, long offset) throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        long next = offset;
        for (Mark mark : bookmark.known().marks().reversed()) {
            Optional<Part> part = next == 0 ? Optional.empty() : find(parts, mark);
            if (part.isEmpty()) {
                break;
            }
            long lines = lines(part.get().path(), mark.length());
            next -= lines;
            stretches.addFirst(new Stretch(part.get().path(), next, lines));
        }
        return next == 0 ? stretches : List.of();
    }

    private Optional<Part> find(List<Part> parts, Mark mark) throws IOException {
        for (Part part : parts) {
            if (new Content(part, plain).holds(mark)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** How many lines of a file end at this byte of its content or before, the last one perhaps without a terminator. */
    private long lines(Path path, long bytes) throws IOException {
        try (LineReader reader = open(path)) {
            while (reader.position() < bytes && reader.next() != null) {
                // counted by the reader
            }
            return reader.lines();
        }
    }

    /** The lines of a file, from its beginning. */
    LineReader open(Path path) throws IOException {
        if (plain) {
            return LineReader.from(java.nio.file.Files.newInputStream(path), 0, new byte[0], maxLineBytes)
                    .unmarked();
        }
        return LineReader.open(path, maxLineBytes, LineReader.Text.AS_IT_IS);
    }
}
