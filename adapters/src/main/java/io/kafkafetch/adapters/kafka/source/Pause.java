package io.kafkafetch.adapters.kafka.source;

import java.time.Duration;

/** A pause of a poll thread; an interrupt ends it, and stays. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
