package io.kafkafetch.application.batch;

import java.time.Duration;

/**
 * When a batch is closed.
 *
 * @param size accepted events a batch closes at, at least 1
 * @param maxAge time from a batch's first delivery until it is closed with what it has, above zero and at most
 *     {@link #LONGEST_AGE}
 * @param maxDeadLetterBytes bound on the memory that the dead letters of all open batches hold together; the delivery
 *     that reaches it closes its batch
 */
public record BatchPolicy(int size, Duration maxAge, long maxDeadLetterBytes) {

    /** Default of {@link #maxDeadLetterBytes}: 32 MiB, some 60,000 rejected logins. */
    public static final long DEFAULT_MAX_DEAD_LETTER_BYTES = 32L << 20;

    /** Longest span a clock of nanoseconds can measure: 292 years. */
    public static final Duration LONGEST_AGE = Duration.ofNanos(Long.MAX_VALUE);

    public BatchPolicy {
        if (size < 1) {
            throw new IllegalArgumentException("a batch size of " + size + " is below 1");
        }
        if (!maxAge.isPositive()) {
            throw new IllegalArgumentException("a batch's greatest age of " + maxAge + " is not above zero");
        }
        if (maxAge.compareTo(LONGEST_AGE) > 0) {
            throw new IllegalArgumentException("a batch's greatest age of " + maxAge + " is above " + LONGEST_AGE);
        }
        if (maxDeadLetterBytes < 1) {
            throw new IllegalArgumentException("a bound of " + maxDeadLetterBytes + " dead letter bytes is below 1");
        }
    }

    /** A policy with the default bound on dead letters. */
    public static BatchPolicy of(int size, Duration maxAge) {
        return new BatchPolicy(size, maxAge, DEFAULT_MAX_DEAD_LETTER_BYTES);
    }
}
