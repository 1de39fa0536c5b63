package io.kafkafetch.adapters.kafka.published;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far back a feed begins.
 *
 * @param back records that were published since then; empty for no bound by time
 * @param newest where there is no bound by time, at most so many records of all topics together: those since a moment
 *     that is the same for all partitions, so that what was counted and what was rejected are of one time
 */
public record PublishedHistory(Optional<Duration> back, OptionalLong newest) {

    /** From the topics' beginning. */
    public static final PublishedHistory ALL = new PublishedHistory(Optional.empty(), OptionalLong.empty());

    /** @throws IllegalArgumentException if there are fewer than one */
    public PublishedHistory {
        if (newest.orElse(1) < 1) {
            throw new IllegalArgumentException("the newest " + newest.getAsLong() + " records");
        }
    }
}
