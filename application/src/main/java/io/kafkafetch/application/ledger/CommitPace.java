package io.kafkafetch.application.ledger;

import java.time.Duration;

/**
 * How many bytes a commit takes, and how long it may last: both follow what the line and the broker carry. A commit that
 * ran out of time is repeated with half the bytes and twice the time, since one batch cannot be committed in parts; one
 * that succeeds quickly brings the usual time back first, and then more bytes.
 *
 * <p>Convergence: a commit is quick below a quarter of its time and slow above half of it; slow ones count as those that
 * ran out of time. From a quick one the next is at most twice as large, and so within its time; between the two nothing
 * changes. On a line of constant throughput commits therefore settle between a quarter and half of their time. Where
 * waiting takes most of the time (an overloaded broker) fewer bytes don't help, but more time does, and then more bytes.
 *
 * <p>The time is bounded by {@link #LONGEST_WAIT} and the time that the bytes take at {@link #LEAST_RATE}: while a cluster
 * is away, a small batch does not make its transaction long-lived. Thread-safe.
 */
public final class CommitPace {

    /** How long a commit may last while all is well: an open transaction of a killed process ends within this time. */
    public static final Duration USUAL = Duration.ofSeconds(10);

    /** How long a commit may last whose bytes don't need longer. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** How long any commit may last; brokers take no transaction above 15 min ({@code transaction.max.timeout.ms}). */
    public static final Duration LONGEST = Duration.ofMinutes(14);

    /** Throughput at which the largest batches can still be committed, in bytes a second: 32 MiB in 9 min. */
    public static final long LEAST_RATE = 64 << 10;

    /** Sending, offsets, commit and abort may each take all of a commit's time before they give up. */
    private static final int CALLS = 4;

    /** Below this a commit's time is not that of its bytes. */
    private static final long LEAST_BYTES = 16 << 10;

    private final long least;
    private final long most;
    private long bytes;
    private Duration time = USUAL;
    private Duration longest = LONGEST;

    /** @param most bytes of a commit at the beginning and at most, above zero; a single batch may have more */
    public CommitPace(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("a commit of at most " + most + " bytes is empty");
        }
        this.most = most;
        this.least = Math.min(most, LEAST_BYTES);
        this.bytes = most;
    }

    /** What the next commit takes at most, unless it is a single batch; as {@link io.kafkafetch.application.batch.BatchOutcome#weight} counts. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How long the next commit may last. */
    public synchronized Duration time() {
        return time;
    }

    /** By how much a commit and what follows a failure may last longer than usual. */
    public Duration unusual() {
        return max(Duration.ZERO, time().minus(USUAL).multipliedBy(CALLS));
    }

    /** A commit of this many bytes succeeded. */
    public synchronized void succeeded(long committed, Duration took) {
        if (isAbove(took, 2) || (bytes == least && isAbove(took, 4))) {
            shrink(committed);
            lengthen(committed);
        } else if (!isAbove(took, 16) && time.compareTo(USUAL) > 0) {
            time = max(USUAL, time.dividedBy(2));
        } else if (!isAbove(took, 4) && committed > bytes / 2) {
            bytes = bytes > most / 2 ? most : bytes * 2;
        }
    }

    /** A commit of this many bytes failed. What failed at once is no matter of bytes or time: nothing changes. */
    public synchronized void failed(long attempted, Duration took) {
        if (isAbove(took, 4)) {
            shrink(attempted);
            lengthen(attempted);
        }
    }

    /** The broker takes no transaction as long as {@link #time}: from now on it is at most half of that. */
    public synchronized void tooLong() {
        longest = time.dividedBy(2);
        time = longest;
    }

    private boolean isAbove(Duration took, int part) {
        return took.multipliedBy(part).compareTo(time) > 0;
    }

    private void shrink(long committed) {
        bytes = Math.max(least, Math.min(bytes, committed) / 2);
    }

    private void lengthen(long committed) {
        // A quarter more than the bytes need, since not all of a commit's time is theirs.
        Duration bound = LONGEST_WAIT.plusSeconds(committed / LEAST_RATE * 5 / 4);
        Duration twice = time.multipliedBy(2);
        time = max(time, min(longest, min(bound, twice)));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
