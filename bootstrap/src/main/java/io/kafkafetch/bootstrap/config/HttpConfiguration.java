package io.kafkafetch.bootstrap.config;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;

import io.kafkafetch.adapters.http.logins.BodyBounds;
import io.kafkafetch.adapters.http.logins.HttpSettings;
import java.time.Duration;

/**
 * Settings of {@code SOURCE=http}, {@code kafka-fetch.*}; {@link HttpSettings} says what each bounds.
 *
 * @param httpDocumentBytes largest body that is no stream of lines, the largest event to 256 MiB
 * @param httpInFlightBytes most that is handed on and not durable yet, twice the largest event to 1 GiB
 * @param httpBufferBytes most that waits in memory for the rest of its body, the largest body to 1 GiB
 * @param httpRequests requests under way at a time, 1 to 100,000
 * @param httpRequestsPerAddress as many of them one address may have, 1 to 100,000
 * @param httpEventTimeout longest time from an event's first byte to its last, 100 ms to 1 hour
 * @param httpQuietTimeout longest silence between two events, 100 ms to 1 hour
 * @param httpAppendTimeout longest wait for an event to become durable, 100 ms to 10 minutes
 * @param httpRequestAge how long a request may be under way, 1 second to 7 days
 * @param httpLeastRate bytes a second that a client has to send while it is waited for, 0 (any) to 1 MiB
 * @param httpEvents most events of a request, 1 to 1,000,000,000
 * @param httpUnpackedBytes most bytes of a packed body, unpacked, 1 MiB to 1 TiB
 * @param httpUnpackedRatio most unpacked bytes for a byte that was sent, 1 to 1,100
 * @param idempotencyKeys keys remembered, 1 to 1,000,000
 * @param idempotencyWindow how long a key is remembered after its last use, 1 second to 1 day
 * @param spoolMaxBytes bytes that may wait to be counted where the sink is not Kafka, 1 MiB to 1 TiB
 */
public record HttpConfiguration(
        long httpDocumentBytes,
        long httpInFlightBytes,
        long httpBufferBytes,
        int httpRequests,
        int httpRequestsPerAddress,
        Duration httpEventTimeout,
        Duration httpQuietTimeout,
        Duration httpAppendTimeout,
        Duration httpRequestAge,
        long httpLeastRate,
        long httpEvents,
        long httpUnpackedBytes,
        int httpUnpackedRatio,
        int idempotencyKeys,
        Duration idempotencyWindow,
        long spoolMaxBytes) {

    private static final long GREATEST_BODY = 256 << 20;
    private static final long GREATEST_BUDGET = 1 << 30;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_APPEND = Duration.ofMinutes(10);
    private static final int MAX_REQUESTS = 100_000;
    private static final int MAX_KEYS = 1_000_000;

    private static final String BODY_SIZES = "a size from that of MAX_EVENT_BYTES to 256MB";
    private static final String IN_FLIGHT_SIZES = "a size from twice that of MAX_EVENT_BYTES to 1GB";
    private static final String BUFFER_SIZES = "a size from that of HTTP_DOCUMENT_BYTES to 1GB";
    private static final String SPOOL_SIZES = "a size from 1MB to 1024GB";
    private static final String REQUESTS = "a whole number from 1 to " + MAX_REQUESTS;
    private static final long MAX_EVENTS = 1_000_000_000;
    private static final int MAX_RATIO = 1_100;
    private static final String AGES = "a duration from 1s to 7d, such as 1h";
    private static final String RATES = "a size from 0 (any rate) to 1MB, such as 500";
    private static final String EVENTS = "a whole number from 1 to " + MAX_EVENTS;
    private static final String UNPACKED_SIZES = "a size from 1MB to 1024GB";
    private static final String RATIOS = "a whole number from 1 to " + MAX_RATIO;
    private static final String KEYS = "a whole number from 1 to " + MAX_KEYS;
    private static final String TIMEOUTS = "a duration from 100ms to 1h, such as 30s";
    private static final String APPEND_TIMEOUTS = "a duration from 100ms to 10m, such as 20s";
    private static final String WINDOWS = "a duration from 1s to 24h, such as 10m";

    /**
     * Reads the settings.
     *
     * @param defaults of this heap, and of this size of an event
     * @throws InvalidSettingException if a setting cannot be used
     */
    public static HttpConfiguration of(Settings settings, HttpSettings defaults) {
        int requests = settings.value("http-requests", Integer.class, 256, REQUESTS);
        return new HttpConfiguration(
                size(settings, "http-document-bytes", defaults.documentBytes(), BODY_SIZES),
                size(settings, "http-in-flight-bytes", defaults.inFlightBytes(), IN_FLIGHT_SIZES),
                size(settings, "http-buffer-bytes", defaults.bufferBytes(), BUFFER_SIZES),
                requests,
                requestsPerAddress(settings, requests),
                settings.value("http-event-timeout", Duration.class, Duration.ofSeconds(30), TIMEOUTS),
                settings.value("http-quiet-timeout", Duration.class, Duration.ofSeconds(60), TIMEOUTS),
                settings.value("http-append-timeout", Duration.class, Duration.ofSeconds(20), APPEND_TIMEOUTS),
                settings.value("http-request-age", Duration.class, Duration.ofHours(1), AGES),
                settings.bytes("http-least-rate", 500, RATES),
                settings.value("http-events", Long.class, 10_000_000L, EVENTS),
                settings.bytes("http-unpacked-bytes", 1 << 30, UNPACKED_SIZES),
                settings.value("http-unpacked-ratio", Integer.class, 100, RATIOS),
                settings.value("idempotency-keys", Integer.class, 10_000, KEYS),
                settings.value("idempotency-window", Duration.class, Duration.ofMinutes(10), WINDOWS),
                settings.bytes("spool-max-bytes", 1 << 30, SPOOL_SIZES));
    }

    private static long size(Settings settings, String name, long byDefault, String expected) {
        return settings.optionalText(name).isEmpty() ? byDefault : settings.bytes(name, byDefault, expected);
    }

    /** Three quarters of all: one address leaves room for others, and a proxy in front of all is hardly held back. */
    private static int requestsPerAddress(Settings settings, int requests) {
        String name = "http-requests-per-address";
        int byDefault = Math.max(1, (int) (requests * 3L / 4));
        return settings.optionalText(name).isEmpty()
                ? byDefault
                : settings.value(name, Integer.class, byDefault, REQUESTS);
    }

    public HttpConfiguration {
        require(within(httpRequests, 1, MAX_REQUESTS), "HTTP_REQUESTS", httpRequests, REQUESTS);
        require(
                within(httpRequestsPerAddress, 1, MAX_REQUESTS),
                "HTTP_REQUESTS_PER_ADDRESS",
                httpRequestsPerAddress,
                REQUESTS);
        require(
                within(httpRequestAge, Duration.ofSeconds(1), Duration.ofDays(7)),
                "HTTP_REQUEST_AGE",
                httpRequestAge,
                AGES);
        require(within(httpLeastRate, 0L, 1L << 20), "HTTP_LEAST_RATE", httpLeastRate, RATES);
        require(within(httpEvents, 1L, MAX_EVENTS), "HTTP_EVENTS", httpEvents, EVENTS);
        require(
                within(httpUnpackedBytes, 1L << 20, 1L << 40),
                "HTTP_UNPACKED_BYTES",
                httpUnpackedBytes,
                UNPACKED_SIZES);
        require(within(httpUnpackedRatio, 1, MAX_RATIO), "HTTP_UNPACKED_RATIO", httpUnpackedRatio, RATIOS);
        require(within(httpEventTimeout, SHORTEST, LONGEST), "HTTP_EVENT_TIMEOUT", httpEventTimeout, TIMEOUTS);
        require(within(httpQuietTimeout, SHORTEST, LONGEST), "HTTP_QUIET_TIMEOUT", httpQuietTimeout, TIMEOUTS);
        require(
                within(httpAppendTimeout, SHORTEST, LONGEST_APPEND),
                "HTTP_APPEND_TIMEOUT",
                httpAppendTimeout,
                APPEND_TIMEOUTS);
        require(within(idempotencyKeys, 1, MAX_KEYS), "IDEMPOTENCY_KEYS", idempotencyKeys, KEYS);
        require(
                within(idempotencyWindow, Duration.ofSeconds(1), Duration.ofDays(1)),
                "IDEMPOTENCY_WINDOW",
                idempotencyWindow,
                WINDOWS);
        require(within(spoolMaxBytes, 1L << 20, 1L << 40), "SPOOL_MAX_BYTES", spoolMaxBytes, SPOOL_SIZES);
    }

    /**
     * The bounds of the API.
     *
     * @throws InvalidSettingException if a size does not go with that of the largest event
     */
    public HttpSettings settings(int maxEventBytes) {
        require(
                within(httpDocumentBytes, (long) maxEventBytes, GREATEST_BODY),
                "HTTP_DOCUMENT_BYTES",
                httpDocumentBytes,
                BODY_SIZES);
        require(
                within(httpInFlightBytes, 2L * maxEventBytes, GREATEST_BUDGET),
                "HTTP_IN_FLIGHT_BYTES",
                httpInFlightBytes,
                IN_FLIGHT_SIZES);
        require(
                within(httpBufferBytes, httpDocumentBytes, GREATEST_BUDGET),
                "HTTP_BUFFER_BYTES",
                httpBufferBytes,
                BUFFER_SIZES);
        return new HttpSettings(
                maxEventBytes,
                (int) httpDocumentBytes,
                (int) httpInFlightBytes,
                (int) httpBufferBytes,
                httpRequests,
                httpRequestsPerAddress,
                httpEventTimeout,
                httpQuietTimeout,
                httpAppendTimeout,
                idempotencyKeys,
                idempotencyWindow,
                new BodyBounds(httpEvents, httpUnpackedBytes, httpUnpackedRatio, httpRequestAge, (int) httpLeastRate));
    }

    private static <T extends Comparable<T>> boolean within(T value, T least, T greatest) {
        return value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0;
    }
}
