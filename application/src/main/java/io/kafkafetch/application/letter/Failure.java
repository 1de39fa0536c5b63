package io.kafkafetch.application.letter;

import io.kafkafetch.application.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a record became a dead letter, as the letter's headers say.
 *
 * @param origin where the record was; empty where that is not known
 * @param topicId which life of the origin's topic that was; empty where that is not known
 * @param reasons all of them, at least one
 * @param at when it failed
 * @param group who rejected it; empty where that is not known
 * @param replays how often the record had been replayed before
 * @param first the letter that the first of these replays was made of; empty where there was none
 */
public record Failure(
        Optional<Origin> origin,
        String topicId,
        List<LetterReason> reasons,
        Instant at,
        String group,
        int replays,
        Optional<LetterId> first) {

    public Failure {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a dead letter needs a reason");
        }
        if (replays < 0) {
            throw new IllegalArgumentException(replays + " replays are below 0");
        }
    }
}
