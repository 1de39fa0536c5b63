package io.kafkafetch.adapters.registry;

import java.time.Duration;

/**
 * How long what is waited for, where a registry gives no schema.
 *
 * @param first from a failure to the next attempt; twice as long after each further one
 * @param most the longest of these pauses
 * @param wanted after which a schema that nobody asks for any more is not asked for either
 * @param missing after which the registry is asked again for a schema that it did not have: a replica of it may lag
 */
public record Patience(Duration first, Duration most, Duration wanted, Duration missing) {

    /** Pauses of 1 s to 5 s, for 30 s after somebody asked; and 10 s. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10));

    /** The pause behind this one. */
    Duration after(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(most) < 0 ? twice : most;
    }
}
