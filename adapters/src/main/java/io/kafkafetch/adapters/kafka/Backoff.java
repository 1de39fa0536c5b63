package io.kafkafetch.adapters.kafka;

import java.time.Duration;

/** Pauses that double from a first to a greatest one. Not thread-safe. */
final class Backoff {

    private final Duration first;
    private final Duration greatest;
    private Duration next;

    Backoff(Duration first, Duration greatest) {
        this.first = first;
        this.greatest = greatest;
        this.next = first;
    }

    /** Sleeps; the next pause is twice as long, up to the greatest. */
    void pause() throws InterruptedException {
        Thread.sleep(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(greatest) < 0 ? doubled : greatest;
    }

    /** What was tried has succeeded: the next pause is the first again. */
    void reset() {
        next = first;
    }
}
