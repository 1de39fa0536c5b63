package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.Content;
import io.kafkafetch.adapters.file.bookmark.EditedFile;
import io.kafkafetch.adapters.file.bookmark.KnownFiles;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles.Unread;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.folder.RotatedFiles;
import io.kafkafetch.application.progress.Losses.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where in a log's files to read: finds the place of a bookmark again after whatever happened to the files meanwhile, and
 * the file that is next. Not thread-safe.
 */
final class LogPlace {

    private static final Logger LOG = LoggerFactory.getLogger(LogPlace.class);

    /** What is packed goes before copies of its beginning, though they are larger: what it has beyond them is not looked for. */
    private static final Comparator<Part> MOST_CONTENT_FIRST = Comparator.comparing(Part::isPresent)
            .thenComparing(Part::isCalledPacked)
            .thenComparingLong(part -> part.identity().size())
            .reversed();

    private final FileSourceSettings settings;
    private final LogFolder folder;
    private final FileOwner owner;
    private final FileLosses losses;
    private final ReadFiles read;

    LogPlace(FileSourceSettings settings, LogFolder folder, FileOwner owner, FileLosses losses) {
        this.settings = settings;
        this.folder = folder;
        this.owner = owner;
        this.losses = losses;
        this.read = new ReadFiles(folder, isByTime(), isPlain());
    }

    /** The files that need not be read any more, for a bookmark. */
    KnownFiles known() {
        return read.known();
    }

    void restore(Bookmark bookmark) throws IOException {
        read.restore(bookmark);
    }

    /** The source goes on nowhere yet: it begins. */
    void begin() throws IOException {
        read.begin();
    }

    /**
     * Where a source without a bookmark begins: at the beginning of the file that was present when it did, also where a
     * copy of it lies beside it, and whatever it is called by now. Empty where there is no file yet.
     */
    Optional<OpenFile> first() throws IOException {
        List<Part> parts = folder.all();
        Optional<Part> begunWith = read.begunWith(parts);
        if (begunWith.isPresent()) {
            return open(begunWith.map(part -> new Unread(part, 0, true)));
        }
        Optional<Unread> oldest = read.oldest(parts);
        if (oldest.isEmpty() || !oldest.get().part().isPresent()) {
            return open(oldest);
        }
        if (read.hasLostWhatItBeganWith(parts)) {
            reportUntouched();
        }
        return open(oldest.map(present -> new Unread(present.part(), 0)));
    }

    /** The oldest file that was not read yet; empty where there is no file. */
    Optional<OpenFile> oldest() throws IOException {
        return open(read.oldest(folder.all()));
    }

    /**
     * The file that the bookmark is in, at its place: the same file, or one with the same content up to there. Empty
     * where there is none.
     */
    Optional<OpenFile> find(Bookmark bookmark) throws IOException {
        if (bookmark.position() == 0 && isByTime()) {
            return findUntouched(bookmark);
        }
        List<Part> parts = isByTime() ? folder.everything() : folder.all();
        Optional<Part> own = own(bookmark, parts);
        if (own.isPresent() && content(own.get()).holds(bookmark)) {
            return open(own.map(part -> new Unread(part, bookmark.position(), bookmark.wasPresent())));
        }
        for (Part part : parts.stream().sorted(MOST_CONTENT_FIRST).toList()) {
            if (bookmark.position() > 0
                    && Files.isReadable(part.path())
                    && content(part).holds(bookmark)) {
                return open(Optional.of(new Unread(part, bookmark.position())));
            }
        }
        return Optional.empty();
    }

    /**
     * Bytes of what may be the bookmark's file while somebody writes it again: it begins as what was read. Below 0 where
     * there is none.
     */
    long rewrittenBytes(Bookmark bookmark) throws IOException {
        Optional<Part> part = rewritten(bookmark);
        return part.isPresent() && content(part.get()).beginsAs(bookmark)
                ? part.get().identity().size()
                : -1;
    }

    /**
     * Where to go on, since the bookmark's place is nowhere to be found; reports what may be lost. Empty where there is
     * no file.
     */
    Optional<OpenFile> goOn(Bookmark lost) throws IOException {
        List<Part> parts = folder.all();
        Optional<Part> own = own(lost, parts);
        for (Part part : Stream.concat(own.stream(), parts.reversed().stream()).toList()) {
            Optional<Unread> edited = edited(part, lost);
            if (edited.isPresent()) {
                read.add(lost); // of what was edited there may be copies
                return open(edited);
            }
        }
        return startAgain(lost, own);
    }

    /** Where to go on in a file that was changed before the place; empty where it is another file. */
    private Optional<Unread> edited(Part part, Bookmark place) throws IOException {
        if (!isByTime()) {
            return Optional.empty();
        }
        OptionalLong found = EditedFile.placeIn(part, place);
        if (found.isPresent()) {
            LOG.info("{} was edited; reading continues behind the last line that was read", part.path());
            return Optional.of(new Unread(part, found.getAsLong()));
        }
        if (!content(part).beginsAs(place)) {
            return Optional.empty();
        }
        long from = EditedFile.lineFrom(part, place.position());
        losses.report(
                Cause.RECREATED,
                "{} was edited or cut around byte {}; reading continues at byte {}. New lines before it are not"
                        + " counted",
                part.path(),
                place.position(),
                from);
        return Optional.of(new Unread(part, from));
    }

    /** Whether this file, of which nothing is read, is the oldest that was not read yet. */
    boolean isNext(OpenFile open) throws IOException {
        return !isByTime() || read.isNext(open.identity());
    }

    /**
     * The file to be read after this one: the one that continues it, or the oldest that was not read yet; empty while
     * this is the present one.
     */
    Optional<Unread> after(OpenFile open) throws IOException {
        if (!isByTime()) {
            return folder.after(open.part()).map(part -> new Unread(part, 0));
        }
        Optional<Part> present = folder.present();
        return present.isPresent() && present.get().identity().isSameFile(open.identity())
                ? Optional.empty()
                : new UnreadFiles(folder.all(), open.bookmark(read.known()), isPlain()).next();
    }

    /**
     * The next file, once this one is read to its end, which from now on is known by its content. Where this one is
     * nowhere any more, the next one may be what an editor made of it.
     */
    OpenFile follow(OpenFile left, Unread next) throws IOException {
        Bookmark end = left.bookmark(read.known());
        read.add(end);
        if (next.from() > 0
                || !next.part().isPresent()
                || own(end, folder.all()).isPresent()) {
            return open(next);
        }
        return open(edited(next.part(), end).orElse(next));
    }

    /** This file is damaged from here on, and what is in it is not counted. */
    void isDamaged(OpenFile open, IOException damage) throws IOException {
        losses.report(
                Cause.ROTATED_AWAY,
                "{} is damaged: {}. Lines behind it are not counted; the next file is read",
                open.part().path(),
                String.valueOf(damage.getMessage()));
    }

    private OpenFile open(Unread unread) throws IOException {
        return OpenFile.open(unread, owner, settings.maxLineBytes());
    }

    private Optional<OpenFile> open(Optional<Unread> unread) throws IOException {
        return unread.isPresent() ? Optional.of(open(unread.get())) : Optional.empty();
    }

    /** Nothing was read of the bookmark's file: it is one of those that were not read at all, if it is there. */
    private Optional<OpenFile> findUntouched(Bookmark bookmark) throws IOException {
        List<Part> parts = folder.all();
        Optional<Unread> oldest = read.oldest(parts);
        if (oldest.isPresent() && own(bookmark, parts).isEmpty() && !read.isFollowedInOneOf(parts)) {
            reportUntouched();
        }
        return open(oldest);
    }

    private Optional<OpenFile> startAgain(Bookmark lost, Optional<Part> truncated) throws IOException {
        List<Part> parts = folder.all();
        Optional<Unread> next = read.oldest(parts);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        if (truncated.isPresent()) {
            losses.report(
                    Cause.RECREATED,
                    "{} was truncated or rewritten; it is read from its beginning. Lines behind byte {} of what it was"
                            + " are not counted, if there were any",
                    truncated.get().path(),
                    lost.position());
        } else {
            losses.report(
                    Cause.ROTATED_AWAY,
                    "The file that was read last is gone (see the bookmark {}); the next one is read from its beginning."
                            + " Lines behind byte {} of the one before are not counted, if there were any",
                    lost.file(),
                    lost.position());
            read.add(lost); // should it come back
        }
        return open(next);
    }

    private void reportUntouched() {
        losses.report(
                Cause.ROTATED_AWAY,
                "The file before {} is gone before any of it was read. Its lines are not counted, if there were any and"
                        + " they are in no file that is there",
                settings.file());
    }

    // ---- which file

    private Optional<Part> rewritten(Bookmark bookmark) throws IOException {
        Optional<Part> own = own(bookmark, folder.all());
        return own.isPresent() ? own : folder.present();
    }

    private static Optional<Part> own(Bookmark bookmark, List<Part> parts) {
        return parts.stream().filter(part -> bookmark.isOf(part.identity())).findFirst();
    }

    private Content content(Part part) {
        return new Content(part, isPlain());
    }

    private boolean isByTime() {
        return settings.rotated() == RotatedFiles.BY_TIME;
    }

    private boolean isPlain() {
        return owner.writesLinesAlone();
    }
}
