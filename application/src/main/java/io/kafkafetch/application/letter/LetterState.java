package io.kafkafetch.application.letter;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of a dead letter. */
public enum LetterState {
    /** Nothing yet. */
    OPEN,
    /** Its record was sent again, and is never sent a second time. */
    REPLAYED,
    /** Set aside until somebody looks at it. */
    PARKED,
    /** Given up on purpose. */
    DISCARDED;

    /** Its name on the wire and in commands, such as {@code open}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this name; empty if there is none. */
    public static Optional<LetterState> of(String text) {
        return Stream.of(values()).filter(state -> state.text().equals(text)).findFirst();
    }
}
