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
     * The file that the bookmark is in, at its place. Where it is not to be found any more, the beginning of the present
     * file, and a warning of what may be lost; empty where there is no file.
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
        return copy.isPresent() ? copy : startAgain(bookmark);
    }

    /** From its beginning. */
    OpenFile open(Part part) throws IOException {
        return OpenFile.open(part.path(), owner, settings.maxLineBytes());
    }

    private Optional<OpenFile> open(Optional<Part> part) throws IOException {
        return part.isPresent() ? Optional.of(open(part.get())) : Optional.empty();
    }

    private Optional<OpenFile> open(Part part, Bookmark bookmark) throws IOException {
        return OpenFile.open(part.path(), bookmark, owner, settings.maxLineBytes());
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

    private Optional<OpenFile> startAgain(Bookmark bookmark) throws IOException {
        Optional<Part> present = folder.present();
        if (present.isPresent()) {
            boolean truncated = bookmark.isIn(settings.file());
            LOG.warn(
                    "{} {}; reading it from its beginning. Lost is what was written behind byte {} of the file before, if"
                            + " anything was",
                    settings.file(),
                    truncated
                            ? "was truncated or written anew"
                            : "is not the file that was read last, and that one is not found beside it",
                    bookmark.position());
        }
        return first();
    }
}
