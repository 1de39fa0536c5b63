package io.kafkafetch.application.batch;

/** Why a batch was closed. */
public enum Trigger {
    /** It reached its number of accepted events. */
    SIZE,
    /** Its first delivery reached the batch's greatest age. */
    AGE,
    /** Its dead letters, with those of the other open batches, reached the bound on memory. */
    DEAD_LETTERS,
    /** Its partition is given to another consumer, or the service stops. */
    REVOKED,
    /** The records behind its last one were gone before they could be read. */
    GAP,
    /** The source has no more records. */
    END,
}
