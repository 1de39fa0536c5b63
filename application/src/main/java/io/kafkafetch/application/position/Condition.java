package io.kafkafetch.application.position;

import java.util.Locale;

/** What a committed position is worth by now. */
public enum Condition {
    /** Reading continues at the position. */
    INTACT,
    /** The group has no position: it never had one, or the broker has forgotten it. */
    NOTHING_COMMITTED,
    /** Records from the position on were deleted before they were read. */
    DELETED_AHEAD,
    /** The partition ends before the position. */
    BEYOND_END,
    /** The position is of a topic that was deleted and created again. */
    RECREATED;

    /** For programs: {@code deleted-ahead}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
