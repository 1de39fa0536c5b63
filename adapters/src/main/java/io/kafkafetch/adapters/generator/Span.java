package io.kafkafetch.adapters.generator;

/**
 * The time that a number of logins is spread over.
 *
 * @param from epoch second of the beginning, from 0
 * @param to epoch second of the end, to which no login belongs; at most ten years after the beginning
 * @param logins how many there are, at least 1
 */
public record Span(long from, long to, long logins) {

    /** Longest span in seconds: ten years. */
    public static final long LONGEST = 3_653L * 86_400;

    /** @throws IllegalArgumentException if it does not end after it begins, or a value is out of its range */
    public Span {
        if (from < 0 || to <= from || to - from > LONGEST || logins < 1) {
            throw new IllegalArgumentException(logins + " logins from " + from + " to " + to);
        }
    }
}
