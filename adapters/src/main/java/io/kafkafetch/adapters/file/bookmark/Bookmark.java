package io.kafkafetch.adapters.file.bookmark;

import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.lines.LineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file, to be found again whatever the file is called then and wherever it was copied to.
 *
 * @param file identity of the file; the system may give it to another once this one is deleted
 * @param position bytes of the content before the place
 * @param head fingerprint of the content's first bytes, see {@link Mark}; empty in a bookmark of an earlier version, which
 *     knows no other files either
 * @param fingerprint of the bytes before the place, see {@link LineReader#fingerprint}: tells the file from one that has
 *     its identity, and from what was written into it after it was emptied
 * @param known files that need not be read any more
 * @param wasPresent whether the file was seen as the present one, and so is known to be no copy of it
 */
public record Bookmark(
        String file, long position, OptionalInt head, int fingerprint, KnownFiles known, boolean wasPresent) {

    private static final Pattern TEXT = Pattern.compile(
            "(?<kind>file|rotated) (?<file>[!-:<-~]+) (?<position>[0-9]{1,18}) (?<fingerprint>[0-9a-f]{8})"
                    + "(?: (?<head>[0-9a-f]{8}) (?<known>[0-9a-zA-Z_,-]+))?");

    /** No place in any file. */
    public static Bookmark nowhere(KnownFiles known) {
        return new Bookmark("-", 0, OptionalInt.of(0), 0, known, false);
    }

    /** As a {@link io.kafkafetch.application.batch.Checkpoint#bookmark}. */
    public String text() {
        HexFormat hex = HexFormat.of();
        String place = (wasPresent ? "file " : "rotated ") + file + " " + position + " " + hex.toHexDigits(fingerprint);
        return head.isEmpty() ? place : place + " " + hex.toHexDigits(head.getAsInt()) + " " + known.text();
    }

    /** What was read of the file; empty where nothing was, or that is not known well enough to tell files apart. */
    public Optional<Mark> mark() {
        return position == 0 || head.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Mark(wasPresent ? file.hashCode() : Mark.NO_FILE, position, head.getAsInt(), fingerprint));
    }

    /** What was read of this file and of all that are known. */
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>(known.marks());
        mark().ifPresent(marks::add);
        return marks;
    }

    /** Whether this is the name that the file has now. */
    public boolean isIn(Path path) {
        try {
            return FileIdentity.at(path).filter(this::isOf).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether the place was in this file, unless the system has given its identity to another. */
    public boolean isOf(FileIdentity identity) {
        return identity.name().equals(file);
    }

    /** The bookmark that has this text; empty where another kind of source has written it. */
    public static Optional<Bookmark> of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            boolean first = parts.group("head") == null;
            return Optional.of(new Bookmark(
                    parts.group("file"),
                    Long.parseLong(parts.group("position")),
                    first ? OptionalInt.empty() : OptionalInt.of(HexFormat.fromHexDigits(parts.group("head"))),
                    HexFormat.fromHexDigits(parts.group("fingerprint")),
                    first ? KnownFiles.NONE : KnownFiles.of(parts.group("known")),
                    parts.group("kind").equals("file")));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
