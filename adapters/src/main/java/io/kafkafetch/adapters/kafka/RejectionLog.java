package io.kafkafetch.adapters.kafka;

import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.domain.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of rejected records: one line a reason and interval, with a count, and nothing of the payload. Its memory is
 * bounded by the number of reasons there are. Thread-safe; all lanes of a process share one.
 */
final class RejectionLog {

    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);

    private final String deadLetterTopic;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong reported;
    private final Map<Reason, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param nanoTime a monotonic clock, such as {@link System#nanoTime} */
    RejectionLog(String deadLetterTopic, Duration interval, LongSupplier nanoTime) {
        this.deadLetterTopic = deadLetterTopic;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.reported = new AtomicLong(nanoTime.getAsLong() - intervalNanos);
    }

    /** A record was rejected for these reasons. */
    void rejected(List<Reason> reasons) {
        reasons.forEach(
                reason -> counts.computeIfAbsent(reason, r -> new LongAdder()).increment());
    }

    /** Warns if there is something to warn of, and the last warning is an interval ago. */
    void report() {
        long last = reported.get();
        long now = nanoTime.getAsLong();
        if (counts.isEmpty() || now - last < intervalNanos || !reported.compareAndSet(last, now)) {
            return;
        }
        counts.keySet().forEach(reason -> {
            LongAdder count = counts.remove(reason);
            if (count != null) {
                LOG.warn(
                        "Rejected {}x: {} ({}); kept in {}",
                        count.sum(),
                        ReasonText.of(reason),
                        reason.code(),
                        deadLetterTopic);
            }
        });
    }
}
