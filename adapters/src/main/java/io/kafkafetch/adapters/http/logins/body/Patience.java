package io.kafkafetch.adapters.http.logins.body;

import io.kafkafetch.adapters.http.logins.admission.HttpSettings;

/**
 * How long a request's client is waited for, all in all: until the request is too old, and as long as the client has sent
 * enough for the time it was waited for. Not thread-safe.
 */
final class Patience {

    private static final long NANOS = 1_000_000_000;

    private final long endNanos;
    private final long graceNanos;
    private final int leastRate;
    private long bytes;
    private long waitedNanos;

    /** @param nowNanos when the request begins */
    Patience(HttpSettings settings, long nowNanos) {
        this.endNanos = nowNanos + settings.bounds().age().toNanos();
        this.graceNanos = settings.quietTimeout().toNanos();
        this.leastRate = settings.bounds().leastRate();
    }

    /** The client has sent so many bytes more. */
    void sent(int count) {
        bytes += count;
    }

    /** The client was waited for so long. */
    void waited(long nanos) {
        waitedNanos += nanos;
    }

    /** Bytes that the client has sent. */
    long bytes() {
        return bytes;
    }

    /** How much longer it may be waited for from now on. */
    long leftNanos(long nowNanos) {
        return Math.min(endNanos - nowNanos, allowedNanos() - waitedNanos);
    }

    boolean isTooOld(long nowNanos) {
        return endNanos - nowNanos <= 0;
    }

    private long allowedNanos() {
        if (leastRate == 0) {
            return Long.MAX_VALUE;
        }
        long seconds = bytes / leastRate;
        return seconds > Long.MAX_VALUE / NANOS - 1 - graceNanos / NANOS
                ? Long.MAX_VALUE
                : graceNanos + seconds * NANOS;
    }
}
