package io.kafkafetch.application.position.rezoning;

import io.kafkafetch.domain.insight.HourCounts;
import java.time.Instant;
import java.util.Optional;

/**
 * The running hours of a partition in another zone.
 *
 * @param hours exact, of the last logins before the position, as many as are counted
 * @param from what they were counted from
 * @param since the first of them; empty where they are all logins of the hours there were, or none
 */
public record Recount(HourCounts hours, From from, Optional<Since> since) {

    /** What hours can be counted from. */
    public enum From {
        /** The hours themselves: both zones are always as many hours apart. */
        HOURS,
        /** The records that the topic still has. */
        RECORDS,
        /** The tallies that are kept. */
        TALLIES,
        /** Nothing is kept that says when the logins were. */
        NOTHING
    }

    /**
     * Where a count begins.
     *
     * @param offset of its first login; of the first batch where it is from tallies
     * @param time when that record was written, or that tally
     */
    public record Since(long offset, Instant time) {}

    static final Recount NOTHING = new Recount(HourCounts.EMPTY, From.NOTHING, Optional.empty());
}
