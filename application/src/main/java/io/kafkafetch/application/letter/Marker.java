package io.kafkafetch.application.letter;

import java.time.Instant;

/**
 * What was done with a letter: an entry of the log. Nothing of a payload is in it.
 *
 * @param state that the letter is in since; never {@link LetterState#OPEN}
 * @param run which run of a command did it
 * @param rule how its record was changed before it was sent, without values; empty if it was not
 * @param to the topic it was sent to; empty if it was not sent
 * @param because why, as somebody gave it; may be empty
 */
public record Marker(
        LetterId letter, LetterState state, String run, String rule, String to, Instant time, String because) {

    public Marker {
        if (state == LetterState.OPEN) {
            throw new IllegalArgumentException("nothing was done with an open letter");
        }
    }
}
