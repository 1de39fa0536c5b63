package io.kafkafetch.adapters.file.ledger;

/**
 * Where a series of numbered files ends.
 *
 * @param number of its last file, from 1
 * @param length bytes of that file, from 0
 */
record SegmentEnd(int number, long length) {

    /** Nothing was written yet. */
    static final SegmentEnd BEGINNING = new SegmentEnd(1, 0);

    SegmentEnd {
        if (number < 1) {
            throw new IllegalArgumentException("a segment's number of " + number + " is below 1");
        }
        if (length < 0) {
            throw new IllegalArgumentException("a segment's length of " + length + " is below 0");
        }
    }
}
