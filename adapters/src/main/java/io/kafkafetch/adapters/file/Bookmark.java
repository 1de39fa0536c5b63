package io.kafkafetch.adapters.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file, to be found again whatever the file is called then.
 *
 * @param file identity of the file; the system may give it to another once this one is deleted
 * @param position bytes of the content before the place
 * @param fingerprint of the last of them, see {@link LineReader#fingerprint}: tells the file from one that has its
 *     identity, and from what was written into it after it was emptied
 */
record Bookmark(String file, long position, int fingerprint) {

    private static final Pattern TEXT = Pattern.compile("file ([!-:<-~]+) ([0-9]{1,18}) ([0-9a-f]{8})");

    /** As a {@link io.kafkafetch.application.Checkpoint#bookmark}. */
    String text() {
        return "file " + file + " " + position + " " + HexFormat.of().toHexDigits(fingerprint);
    }

    /** Whether this is the name that the file has now. */
    boolean isIn(Path path) {
        try {
            return FileIdentity.at(path)
                    .filter(identity -> identity.name().equals(file))
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The bookmark that has this text; empty where another kind of source has written it. */
    static Optional<Bookmark> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Bookmark(
                        parts.group(1), Long.parseLong(parts.group(2)), HexFormat.fromHexDigits(parts.group(3))))
                : Optional.empty();
    }
}
