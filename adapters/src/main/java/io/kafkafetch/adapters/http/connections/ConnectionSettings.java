package io.kafkafetch.adapters.http.connections;

import java.time.Duration;

/**
 * The bounds of connections.
 *
 * @param connections at a time on one port, 1 to 1,000,000; one more is answered with 503 and closed
 * @param headerTimeout how long a new connection may take to send the head of its first request, 100 ms to 1 h
 * @param idleTimeout how long one may take from an answer to the head of the next request, or to read an answer, 100 ms to
 *     1 h
 */
public record ConnectionSettings(int connections, Duration headerTimeout, Duration idleTimeout) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What holds where nothing is configured. */
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(5_000, Duration.ofSeconds(10), Duration.ofSeconds(60));

    /** @throws IllegalArgumentException if a value is out of its range; the message names it and its range */
    public ConnectionSettings {
        require("connections", connections, 1, 1_000_000);
        require("headerTimeout", headerTimeout, SHORTEST, LONGEST);
        require("idleTimeout", idleTimeout, SHORTEST, LONGEST);
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T greatest) {
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(name + "=" + value + " is not within " + least + " to " + greatest);
        }
    }
}
