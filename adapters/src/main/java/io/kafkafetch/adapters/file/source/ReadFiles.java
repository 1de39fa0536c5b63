package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.KnownFiles;
import io.kafkafetch.adapters.file.bookmark.Mark;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles.Unread;
import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Which of a log's files need not be read any more: those that were read to their end, and those that were there before
 * the source. Of a log whose files are read in the order of their numbers nothing is kept. Not thread-safe.
 */
final class ReadFiles {

    private final LogFolder folder;
    private final boolean isByTime;
    private final boolean isPlain;
    private KnownFiles known = KnownFiles.NONE;

    /** What was there before this source, which no checkpoint says yet. */
    private Optional<KnownFiles> atTheBeginning = Optional.empty();

    /** The file that was the present one then. */
    private Optional<FileIdentity> begunWith = Optional.empty();

    /** @param isPlain whether compression is not looked for */
    ReadFiles(LogFolder folder, boolean isByTime, boolean isPlain) {
        this.folder = folder;
        this.isByTime = isByTime;
        this.isPlain = isPlain;
    }

    /** They, for a bookmark. */
    KnownFiles known() {
        return known;
    }

    /** Those that a bookmark knows. One of an earlier version knows none: all that is older than its file was read. */
    void restore(Bookmark bookmark) throws IOException {
        known = bookmark.known();
        begunWith = Optional.empty();
        if (bookmark.head().isEmpty() && isByTime) {
            List<Part> older = folder.all().stream()
                    .filter(part -> !part.isPresent())
                    .takeWhile(part -> !bookmark.isOf(part.identity()))
                    .toList();
            known = unread(List.of()).and(older);
        }
    }

    /** A source without a bookmark begins with the present file: those that are there beside it then count as read. */
    void begin() throws IOException {
        if (atTheBeginning.isEmpty() && isByTime) {
            List<Part> parts = folder.all();
            begunWith =
                    parts.stream().filter(Part::isPresent).map(Part::identity).findFirst();
            known = KnownFiles.NONE;
            atTheBeginning = Optional.of(unread(List.of())
                    .and(parts.stream().filter(part -> !part.isPresent()).toList()));
        }
        known = atTheBeginning.orElse(KnownFiles.NONE);
    }

    /**
     * The file that was the present one when the source began, whatever it is called by now. Of it alone is known that it
     * was not there before the source, though a copy of it may have been.
     */
    Optional<Part> begunWith(List<Part> parts) {
        return parts.stream()
                .filter(part -> begunWith.filter(part.identity()::isSameFile).isPresent())
                .findFirst();
    }

    /** Whether that file, which held something, is none of these any more; says so once. */
    boolean hasLostWhatItBeganWith(List<Part> parts) {
        boolean lost = begunWith.filter(first -> first.size() > 0).isPresent()
                && begunWith(parts).isEmpty();
        begunWith = lost ? Optional.empty() : begunWith;
        return lost;
    }

    /** A file was read up to here, its end, and from now on is known by its content. */
    void add(Bookmark end) throws IOException {
        Optional<Mark> mark = end.mark();
        if (mark.isPresent() && isByTime) {
            known = unread(known.isFull() ? folder.all() : List.of()).and(mark.get());
        }
    }

    /** The oldest of these that was not read yet; empty where there is none. */
    Optional<Unread> oldest(List<Part> parts) throws IOException {
        return isByTime ? unread(parts).next() : parts.stream().findFirst().map(part -> new Unread(part, 0));
    }

    /**
     * Whether a file that followed those that were read, and held nothing then, can be one of these though none has its
     * identity: what is packed or copied has another. Rotators delete the oldest first: it is deleted with what it held
     * where none of those before it is there any more.
     */
    boolean isFollowedInOneOf(List<Part> parts) throws IOException {
        return unread(parts).haveOthersBesideRead();
    }

    /** Whether no other file is to be read before this one, of which nothing is read. */
    boolean isNext(FileIdentity file) throws IOException {
        List<Part> parts = folder.all();
        Optional<Part> oldest = oldest(parts).map(Unread::part);
        return oldest.isEmpty()
                || oldest.get().identity().isSameFile(file)
                || begunWith(parts)
                        .filter(begun -> begun.identity().isSameFile(file))
                        .filter(begun -> parts.indexOf(begun) < parts.indexOf(oldest.get()))
                        .isPresent();
    }

    private UnreadFiles unread(List<Part> parts) {
        return new UnreadFiles(parts, Bookmark.nowhere(known), isPlain);
    }
}
