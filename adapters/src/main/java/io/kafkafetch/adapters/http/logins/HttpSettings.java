package io.kafkafetch.adapters.http.logins;

import java.time.Duration;

/**
 * The bounds of {@code POST /api/logins}. What they add up to: {@code inFlightBytes} + {@code bufferBytes} +
 * {@code requests} times about 200 KiB is the most memory that requests take together, whatever clients do.
 *
 * @param eventBytes most bytes of one event, 1 KiB to 16 MiB; above, the request ends with 413
 * @param documentBytes most bytes of an {@code application/json} body, unpacked, {@code eventBytes} to 256 MiB; above,
 *     413. A stream of lines has no such bound
 * @param inFlightBytes about how much may be handed to the inbox and not durable yet, over all requests, twice
 *     {@code eventBytes} to 1 GiB; where it is full, a new request gets 429, and a request under way waits
 * @param bufferBytes how much of bodies may wait in memory to become complete, over all requests, {@code documentBytes}
 *     to 1 GiB; the first 64 KiB of each request do not count. Where there is no more, 503
 * @param requests requests under way at a time, 1 to 100,000; above, 429
 * @param eventTimeout how long one event may take from its first byte to its last (a document is one), 100 ms to 1 h;
 *     above, 408
 * @param quietTimeout how long a request may be silent between two events, or before the first, 100 ms to 1 h; above,
 *     408. Shorter than {@code micronaut.server.idle-timeout}, which ends a connection without a word
 * @param appendTimeout how long a request waits for the inbox, 100 ms to 10 min; above, 503
 * @param keys idempotency keys that are remembered, 1 to 1,000,000; above, the one that was not used for longest is
 *     forgotten
 * @param keyLife how long a key is remembered after its last use, 1 s to 1 d
 */
public record HttpSettings(
        int eventBytes,
        int documentBytes,
        int inFlightBytes,
        int bufferBytes,
        int requests,
        Duration eventTimeout,
        Duration quietTimeout,
        Duration appendTimeout,
        int keys,
        Duration keyLife) {

    private static final int GREATEST_BUDGET = 1 << 30;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** What holds where nothing is configured. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            1 << 20,
            16 << 20,
            32 << 20,
            64 << 20,
            256,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            10_000,
            Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if a value is out of its range; the message names it and its range */
    public HttpSettings {
        require("eventBytes", eventBytes, 1 << 10, 16 << 20);
        require("documentBytes", documentBytes, eventBytes, 256 << 20);
        require("inFlightBytes", inFlightBytes, 2 * eventBytes, GREATEST_BUDGET);
        require("bufferBytes", bufferBytes, documentBytes, GREATEST_BUDGET);
        require("requests", requests, 1, 100_000);
        require("eventTimeout", eventTimeout, SHORTEST, Duration.ofHours(1));
        require("quietTimeout", quietTimeout, SHORTEST, Duration.ofHours(1));
        require("appendTimeout", appendTimeout, SHORTEST, Duration.ofMinutes(10));
        require("keys", keys, 1, 1_000_000);
        require("keyLife", keyLife, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T greatest) {
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(name + "=" + value + " is not within " + least + " to " + greatest);
        }
    }
}
