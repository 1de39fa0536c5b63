package io.kafkafetch.adapters.kafka.client;

import java.time.Duration;

/** Pauses that double from a first to a greatest one. Not thread-safe. */
public final class Backoff {

    private final Duration first;
    private final Duration greatest;
    private Duration next;

    public Backoff(Duration first, Duration greatest) {
        this.first = first;
        this.greatest = greatest;
        this.next = first;
    }

    /** Sleeps; the next pause is twice as long, up to the greatest. */
    public void pause() throws InterruptedException {
        Thread.sleep(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(greatest) < 0 ? doubled : greatest;
    }

    /** What was tried has succeeded: the next pause is the first again. */
    public void reset() {
        next = first;
    }
}
