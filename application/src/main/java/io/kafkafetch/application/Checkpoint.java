package io.kafkafetch.application;

import io.kafkafetch.domain.HourCounts;

/**
 * How far a partition is processed, and the state that came of it. Position and state are committed together, so that
 * they never disagree.
 *
 * @param position offset of the next record to read, from 0
 * @param running logins per hour of all records before it
 */
public record Checkpoint(long position, HourCounts running) {

    /** Nothing was processed yet. */
    public static final Checkpoint BEGINNING = new Checkpoint(0, HourCounts.EMPTY);

    public Checkpoint {
        if (position < 0) {
            throw new IllegalArgumentException("a position of " + position + " is below 0");
        }
    }
}
