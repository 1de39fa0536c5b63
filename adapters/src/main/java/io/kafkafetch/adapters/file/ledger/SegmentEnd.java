package io.kafkafetch.adapters.file.ledger;

/**
 * Where a series of numbered files ends.
 *
 * @param number of its last file, from 1
 * @param length bytes of that file, from 0
 */
public record SegmentEnd(int number, long length) {

    /** Nothing was written yet. */
    public static final SegmentEnd BEGINNING = new SegmentEnd(1, 0);

    /** Whether less was written there. */
    public boolean isBefore(SegmentEnd other) {
        return number < other.number || (number == other.number && length < other.length);
    }

    /** @throws IllegalArgumentException if one is out of range */
    public SegmentEnd {
        if (number < 1) {
            throw new IllegalArgumentException("a segment's number of " + number + " is below 1");
        }
        if (length < 0) {
            throw new IllegalArgumentException("a segment's length of " + length + " is below 0");
        }
    }
}
