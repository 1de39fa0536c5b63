package io.kafkafetch.adapters.http.logins.admission;

import java.time.Duration;

/**
 * The bounds of {@code POST /api/logins}. What they add up to: {@code inFlightBytes} + {@code bufferBytes} +
 * {@code requests} times about 100 KiB + 8 times {@code eventBytes} is the most memory that requests take together,
 * whatever clients do.
 *
 * @param eventBytes most bytes of one event, 1 KiB to 16 MiB; above, the request ends with 413
 * @param documentBytes most bytes of an {@code application/json} body, unpacked, {@code eventBytes} to 256 MiB; above,
 *     413. A stream of lines has no such bound
 * @param inFlightBytes about how much may be handed to the inbox and not durable yet, over all requests, twice
 *     {@code eventBytes} to 1 GiB; where it is full, a new request gets 429, and a request under way waits
 * @param bufferBytes how much of bodies may wait in memory to become complete, over all requests, {@code documentBytes}
 *     to 1 GiB; the first 16 KiB of each request do not count, windows of zstd and what answers list do. Where there is no
 *     more, 503
 * @param requests requests under way at a time, 1 to 100,000; above, 429
 * @param requestsPerAddress as many of them one address may have, 1 to 100,000; above, 429
 * @param eventTimeout how long one event may take from its first byte to its last (a document is one), 100 ms to 1 h;
 *     above, 408
 * @param quietTimeout how long a request may be silent between two events, or before the first, 100 ms to 1 h; above,
 *     408. Shorter than {@code micronaut.server.idle-timeout}, which ends a connection without a word
 * @param appendTimeout how long a request waits for the inbox, 100 ms to 10 min; above, 503
 * @param keys idempotency keys that are remembered, 1 to 1,000,000; above, the one that was not used for longest is
 *     forgotten
 * @param keyLife how long a key is remembered after its last use, 1 s to 1 d
 * @param bounds what one body may cost
 */
public record HttpSettings(
        int eventBytes,
        int documentBytes,
        int inFlightBytes,
        int bufferBytes,
        int requests,
        int requestsPerAddress,
        Duration eventTimeout,
        Duration quietTimeout,
        Duration appendTimeout,
        int keys,
        Duration keyLife,
        BodyBounds bounds) {

    private static final int GREATEST_BUDGET = 1 << 30;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** What holds where nothing is configured and the heap is large enough, see {@link #forHeap}. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            1 << 20,
            16 << 20,
            32 << 20,
            64 << 20,
            256,
            192,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            10_000,
            Duration.ofMinutes(10),
            BodyBounds.DEFAULT);

    /** @throws IllegalArgumentException if a value is out of its range; the message names it and its range */
    public HttpSettings {
        Range.require("eventBytes", eventBytes, 1 << 10, 16 << 20);
        Range.require("documentBytes", documentBytes, eventBytes, 256 << 20);
        Range.require("inFlightBytes", inFlightBytes, 2 * eventBytes, GREATEST_BUDGET);
        Range.require("bufferBytes", bufferBytes, documentBytes, GREATEST_BUDGET);
        Range.require("requests", requests, 1, 100_000);
        Range.require("requestsPerAddress", requestsPerAddress, 1, 100_000);
        Range.require("eventTimeout", eventTimeout, SHORTEST, Duration.ofHours(1));
        Range.require("quietTimeout", quietTimeout, SHORTEST, Duration.ofHours(1));
        Range.require("appendTimeout", appendTimeout, SHORTEST, Duration.ofMinutes(10));
        Range.require("keys", keys, 1, 1_000_000);
        Range.require("keyLife", keyLife, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /**
     * The defaults for a heap of this size: {@link #DEFAULT}, or in less than 512 MiB shares of it, so that they fit
     * beside each other and the rest of the service. Never less than an event needs.
     */
    public static HttpSettings forHeap(long heapBytes, int eventBytes) {
        int document = Math.max(share(heapBytes, 32, DEFAULT.documentBytes), eventBytes);
        int inFlight = Math.max(share(heapBytes, 16, DEFAULT.inFlightBytes), 2 * eventBytes);
        int buffer = Math.max(share(heapBytes, 8, DEFAULT.bufferBytes), document);
        return new HttpSettings(
                eventBytes,
                document,
                inFlight,
                buffer,
                DEFAULT.requests,
                DEFAULT.requestsPerAddress,
                DEFAULT.eventTimeout,
                DEFAULT.quietTimeout,
                DEFAULT.appendTimeout,
                DEFAULT.keys,
                DEFAULT.keyLife,
                DEFAULT.bounds);
    }

    private static int share(long heapBytes, int part, int most) {
        return (int) Math.min(heapBytes / part, most);
    }
}
