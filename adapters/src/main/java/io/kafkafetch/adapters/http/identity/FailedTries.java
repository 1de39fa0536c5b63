package io.kafkafetch.adapters.http.identity;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often an address tried with a token that is none: {@value #MOST} at once, and then one a second. More are answered
 * without a look. Of so many addresses the latest are remembered. Thread-safe.
 */
final class FailedTries {

    private static final int MOST = 5;
    private static final int MOST_ADDRESSES = 10_000;
    private static final long REFILL_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;

    /** When each has no failed try left to pay for. */
    private final Map<String, Long> paid = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    FailedTries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a failed try; whether it was one too many. */
    synchronized boolean isTooMany(String address) {
        long now = nanoTime.getAsLong();
        long until = Math.max(now, paid.getOrDefault(address, now)) + REFILL_NANOS;
        if (until - now > MOST * REFILL_NANOS) {
            return true;
        }
        paid.put(address, until);
        return false;
    }
}
