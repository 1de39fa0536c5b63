package io.kafkafetch.application.letter;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The newest dead letters of a topic (output port). Thread-safe. */
public interface NewestLetters {

    /**
     * What was found.
     *
     * @param letters by when they were published, the newest first; without their content
     * @param lookedAt how many letters were looked at
     * @param isComplete whether there are no newer ones that are wanted
     */
    record Found(List<Letter> letters, long lookedAt, boolean isComplete) {

        public Found {
            letters = List.copyOf(letters);
        }
    }

    /**
     * Reads from the newest letter on back, as far as it must and may. Memory and time are bounded.
     *
     * @param limit most letters that are wanted
     * @return empty where the topic cannot be read now, or others read it
     */
    Optional<Found> read(Predicate<Letter> wanted, int limit) throws InterruptedException;
}
