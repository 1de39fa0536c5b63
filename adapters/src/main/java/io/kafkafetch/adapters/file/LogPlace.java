package io.kafkafetch.adapters.file;

import io.kafkafetch.adapters.file.LogFolder.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the place of a bookmark again after whatever happened to the files meanwhile. Not thread-safe. */
final class LogPlace {

    private static final Logger LOG = LoggerFactory.getLogger(LogPlace.class);

    private final FileSourceSettings settings;
    private final LogFolder folder;
    private final FileOwner owner;

    LogPlace(FileSourceSettings settings, LogFolder folder, FileOwner owner) {
        this.settings = settings;
        this.folder = folder;
        this.owner = owner;
    }

    /** Where a source without a bookmark begins; empty where there is no file yet. */
    Optional<OpenFile> first() throws IOException {
        return open(folder.first());
    }

    /**
     * The file that the bookmark is in, at its place. Where it is not to be found any more, the beginning of what the
     * file says now or, where that is gone, of the present file, with a warning of what may be lost; empty where there
     * is no file.
     */
    Optional<OpenFile> find(Bookmark bookmark) throws IOException {
        List<Part> parts = folder.all();
        for (Part part : parts) {
            if (part.identity().name().equals(bookmark.file())) {
                Optional<OpenFile> found = open(part, bookmark);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        Optional<OpenFile> copy = copyOf(bookmark, parts);
        return copy.isPresent() ? copy : startAgain(bookmark, parts);
    }

    /** From its beginning. */
    OpenFile open(Part part) throws IOException {
        return OpenFile.open(part, owner, settings.maxLineBytes());
    }

    private Optional<OpenFile> open(Optional<Part> part) throws IOException {
        return part.isPresent() ? Optional.of(open(part.get())) : Optional.empty();
    }

    private Optional<OpenFile> open(Part part, Bookmark bookmark) throws IOException {
        return OpenFile.open(part, bookmark, owner, settings.maxLineBytes());
    }

    /** What was copied before it was truncated says what the file said: the rest is read there. The newest copy first. */
    private Optional<OpenFile> copyOf(Bookmark bookmark, List<Part> parts) throws IOException {
        if (bookmark.position() == 0) {
            return Optional.empty();
        }
        for (Part part : parts.reversed()) {
            if (!part.path().equals(settings.file())) {
                Optional<OpenFile> found = open(part, bookmark);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<OpenFile> startAgain(Bookmark bookmark, List<Part> parts) throws IOException {
        Optional<Part> rewritten = parts.stream()
                .filter(part -> part.identity().name().equals(bookmark.file()))
                .findFirst();
        Optional<Part> start = rewritten.isPresent() ? rewritten : folder.first();
        if (start.isPresent()) {
            LOG.warn(
                    "{}; reading {} from its beginning. Lost is what was written behind byte {} of the file before, if"
                            + " anything was",
                    rewritten.isPresent()
                            ? "The file was truncated, or written anew"
                            : "The file that was read last is gone",
                    start.get().path(),
                    bookmark.position());
        }
        return open(start);
    }
}
