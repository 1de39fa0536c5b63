package io.kafkafetch.application.record;

/**
 * Where a record came from.
 *
 * @param offset position in the partition, from 0; strictly growing, not always without gaps
 */
public record Origin(Partition partition, long offset) {

    public Origin {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset of " + offset + " is below 0");
        }
    }
}
