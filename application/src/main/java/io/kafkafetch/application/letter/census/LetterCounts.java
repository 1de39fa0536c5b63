package io.kafkafetch.application.letter.census;

import java.time.Instant;
import java.util.Optional;

/**
 * How many letters a topic holds, by what became of them.
 *
 * @param oldestOpen when the oldest open one was published, to the second; empty where none is open
 */
public record LetterCounts(long open, long replayed, long parked, long discarded, Optional<Instant> oldestOpen) {}
