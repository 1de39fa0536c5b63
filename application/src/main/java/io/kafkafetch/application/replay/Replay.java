package io.kafkafetch.application.replay;

import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.record.Original;
import java.util.OptionalInt;

/**
 * A record that is to be sent again.
 *
 * @param letter that it was in
 * @param first the letter that its first replay was made of; the same where this is the first
 * @param topic where it goes
 * @param partition where it was, so that it keeps its order
 * @param original as it is sent, without the headers that this class adds to
 * @param count how often it has been replayed with this one, at least 1
 * @param rule what changed it, in the words of {@link Rule#text}; empty if nothing did
 */
public record Replay(
        LetterId letter,
        LetterId first,
        String topic,
        OptionalInt partition,
        Original original,
        int count,
        String rule) {

    public Replay {
        if (count < 1) {
            throw new IllegalArgumentException("a record that is replayed " + count + " times is not replayed");
        }
    }
}
