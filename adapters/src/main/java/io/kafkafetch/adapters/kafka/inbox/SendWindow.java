package io.kafkafetch.adapters.kafka.inbox;

import java.time.Duration;

/**
 * How many bytes may be on their way to the cluster at once, so that on any line each is there long before the producer
 * gives it up. It begins small, and doubles while what was handed over is acknowledged {@linkplain #QUICK quickly}. What
 * took {@linkplain #SLOW long}, or failed after that, shows the line's throughput: the window becomes {@link #AIM} of it.
 *
 * <p>Convergence: at constant throughput the window settles between {@link #QUICK} and {@link #SLOW} of it, or at one of
 * its ends: what was handed over before the window shrank, and is late too, shows the same throughput. Thread-safe.
 */
final class SendWindow {

    static final Duration QUICK = Duration.ofSeconds(1);

    /** Far below the 10 s that an append waits for its turn. */
    static final Duration SLOW = Duration.ofSeconds(3);

    private static final Duration AIM = Duration.ofSeconds(2);

    /** Below this the wait is not that of the bytes. */
    static final long LEAST_BYTES = 64 << 10;

    private static final long FIRST_BYTES = 1 << 20;

    private final long mostBytes;
    private long bytes;

    /** @param mostBytes how large it may become, at least {@link #LEAST_BYTES} */
    SendWindow(long mostBytes) {
        this.mostBytes = mostBytes;
        this.bytes = Math.min(mostBytes, FIRST_BYTES);
    }

    /** Bytes that may be on their way now. */
    synchronized long bytes() {
        return bytes;
    }

    /** Something was acknowledged, this long after it was handed over, when so many bytes were on their way, it included. */
    synchronized void acknowledged(long onTheirWay, Duration after) {
        if (after.compareTo(SLOW) > 0) {
            shrink(onTheirWay, after);
        } else if (after.compareTo(QUICK) < 0 && onTheirWay > bytes / 2) {
            bytes = Math.min(mostBytes, bytes * 2);
        }
    }

    /** Something was given up, this long after it was handed over; what failed at once is no matter of bytes. */
    synchronized void failed(long onTheirWay, Duration after) {
        if (after.compareTo(SLOW) > 0) {
            shrink(onTheirWay, after);
        }
    }

    private void shrink(long onTheirWay, Duration after) {
        long aim = (long) (onTheirWay * ((double) AIM.toNanos() / after.toNanos()));
        bytes = Math.min(bytes, Math.max(LEAST_BYTES, aim));
    }
}
