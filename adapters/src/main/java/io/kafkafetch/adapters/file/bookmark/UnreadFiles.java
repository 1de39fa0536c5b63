package io.kafkafetch.adapters.file.bookmark;

import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges by their content which files of a log were not read yet, and from which byte on.
 *
 * @param parts of the log, the oldest first
 * @param read the place in the file that is being left, and what is known beside it
 * @param plain whether compression is not looked for
 */
public record UnreadFiles(List<Part> parts, Bookmark read, boolean plain) {

    /**
     * A file, and from which byte of its content on it was not read yet.
     *
     * @param wasPresent whether it is known to have been the present file at some time, and so to be no copy
     */
    public record Unread(Part part, long from, boolean wasPresent) {

        public Unread(Part part, long from) {
            this(part, from, part.isPresent());
        }
    }

    /**
     * The one that goes on where the file that is being left ended, as after a replacement; otherwise the oldest that has
     * something unread; where none has, the present one. Never the one that is being left.
     */
    public Optional<Unread> next() throws IOException {
        Optional<Unread> oldest = Optional.empty();
        for (Part part : parts) {
            if (oldest.isPresent() && (read.mark().isEmpty() || !Files.isReadable(part.path()))) {
                continue; // one that may not be read holds up what is after it, not what is before
            }
            Optional<Unread> unread = unread(part);
            if (unread.filter(this::continuesTheLeft).isPresent()) {
                return unread; // from now on only the place in this one says that its beginning is read
            }
            oldest = oldest.or(() -> unread);
        }
        return oldest;
    }

    /** Empty where there is nothing unread in it, unless it is the present one. */
    private Optional<Unread> unread(Part part) throws IOException {
        if (read.isOf(part.identity()) || isOldAndDenied(part)) {
            return Optional.empty();
        }
        long from = from(part);
        return part.isPresent() || from < Mark.WHOLE
                ? Optional.of(new Unread(
                        part, from < Mark.WHOLE ? from : part.identity().size()))
                : Optional.empty();
    }

    private boolean continuesTheLeft(Unread unread) {
        return unread.from() > 0 && unread.from() == read.position();
    }

    /** Whether some rotated files were read, at least in part, and some others, perhaps empty, were not. */
    public boolean haveOthersBesideRead() throws IOException {
        boolean read = false;
        boolean others = false;
        for (Part part : parts) {
            if (!part.isPresent() && Files.isReadable(part.path())) {
                boolean isRead = new Content(part, plain).first().length > 0 && from(part) > 0;
                read |= isRead;
                others |= !isRead;
            }
        }
        return read && others;
    }

    /** What is known, and these files besides, as they are now; those that may not be read are left out. */
    public KnownFiles and(List<Part> files) throws IOException {
        KnownFiles known = read.known();
        Map<Mark, Long> modified = new HashMap<>();
        for (Part part : files) {
            Optional<Mark> mark = Files.isReadable(part.path()) ? new Content(part, plain).mark() : Optional.empty();
            if (mark.isPresent()) {
                modified.put(mark.get(), part.identity().modified().toMillis());
                known = known.and(mark.get(), modified);
            }
        }
        return known;
    }

    /** What is known, and this one besides. */
    public KnownFiles and(Mark mark) throws IOException {
        Map<Mark, Long> modified = new HashMap<>();
        for (Part part : parts) {
            for (Mark known : read.known().marks()) {
                if (known.isOf(part.identity()) || new Content(part, plain).holds(known)) {
                    modified.merge(known, part.identity().modified().toMillis(), Math::max);
                }
            }
        }
        return read.known().and(mark, modified);
    }

    /** {@link Mark#WHOLE} where all of it is read. */
    private long from(Part part) throws IOException {
        long size = part.identity().size();
        boolean isForgotten = !part.isPresent()
                && part.identity().modified().toMillis() <= read.known().forgottenMillis();
        Content content = new Content(part, plain);
        boolean compressed = content.isCompressed();
        if (compressed ? content.first().length == 0 : part.isLogsIfPacked()) {
            return Mark.WHOLE; // an empty file was compressed, or it is damaged from its first byte on, or another's
        }
        long known = size == 0 ? 0 : known(part, content, compressed);
        return (known == 0 && isForgotten) || (known >= size && !compressed) ? Mark.WHOLE : known;
    }

    private long known(Part part, Content content, boolean compressed) throws IOException {
        long known = 0;
        for (Mark mark : read.marks()) {
            if (!mark.tells(part.identity()) || !content.beginsAs(mark) || isAnother(part, mark)) {
                continue;
            }
            if (!compressed && isEarlierCopy(part, mark)) {
                known = Mark.WHOLE;
            } else if (compressed ? !isLonger(content, mark) : content.holds(mark)) {
                known = Math.max(known, mark.length());
            } else if (compressed) {
                return mark.length(); // the file that is being left, and more
            }
        }
        return compressed && known > 0 ? Mark.WHOLE : known;
    }

    /** Only of the file that is being left: those before were read to their end, and unpacking takes its time. */
    private boolean isLonger(Content content, Mark mark) throws IOException {
        return read.mark().filter(mark::equals).isPresent() && !content.endsAt(mark.length());
    }

    /** A rotated file that may not be read holds everything up, unless it is older than the one that was read. */
    private boolean isOldAndDenied(Part part) {
        return !part.isPresent()
                && !Files.isReadable(part.path())
                && parts.stream()
                        .filter(other -> read.isOf(other.identity()))
                        .anyMatch(other -> part.identity()
                                        .modified()
                                        .compareTo(other.identity().modified())
                                <= 0);
    }

    /** What was copied from a file before that was read to its end. */
    private static boolean isEarlierCopy(Part part, Mark mark) {
        return !part.isPresent() && part.identity().size() < mark.length();
    }

    /** The file with this mark was renamed and is still there: the present one, though it begins alike, is another. */
    private boolean isAnother(Part part, Mark mark) {
        return part.isPresent()
                && !mark.isOf(part.identity())
                && parts.stream().anyMatch(other -> !other.isPresent() && mark.isOf(other.identity()));
    }
}
