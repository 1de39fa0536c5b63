package io.kafkafetch.application.batch;

import io.kafkafetch.domain.insight.HourCounts;

/**
 * How far a partition is processed, and the state at that point. All of it is committed together, so that its parts
 * never disagree.
 *
 * @param position offset of the next record to read, from 0
 * @param running logins per hour of all records before it
 * @param bookmark what the source needs beside the position to find its place again, such as which file it read and how
 *     far; written and understood by that source alone, empty where the position is enough. Printable ASCII, at most {@value #MAX_BOOKMARK} characters
 */
public record Checkpoint(long position, HourCounts running, String bookmark) {

    /** Most characters of a bookmark: a checkpoint must fit into Kafka's 4,096 bytes of offset metadata. */
    public static final int MAX_BOOKMARK = 1_024;

    /** Nothing was processed yet. */
    public static final Checkpoint BEGINNING = new Checkpoint(0, HourCounts.EMPTY);

    public Checkpoint {
        if (position < 0) {
            throw new IllegalArgumentException("a position of " + position + " is below 0");
        }
        if (bookmark.length() > MAX_BOOKMARK) {
            throw new IllegalArgumentException("a bookmark of " + bookmark.length() + " characters is too long");
        }
        if (!bookmark.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new IllegalArgumentException("a bookmark holds a character other than printable ASCII");
        }
    }

    /** A checkpoint of a source that needs no bookmark. */
    public Checkpoint(long position, HourCounts running) {
        this(position, running, "");
    }
}
