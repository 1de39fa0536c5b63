package io.kafkafetch.bootstrap;

import static io.kafkafetch.bootstrap.InvalidSettingException.require;

import io.kafkafetch.adapters.http.logins.HttpSettings;
import java.time.Duration;

/**
 * Settings of {@code SOURCE=http}, {@code kafka-fetch.*}; {@link HttpSettings} says what each bounds.
 *
 * @param httpDocumentBytes largest body that is no stream of lines, the largest event to 256 MiB
 * @param httpInFlightBytes most that is handed on and not durable yet, twice the largest event to 1 GiB
 * @param httpBufferBytes most that waits in memory for the rest of its body, the largest body to 1 GiB
 * @param httpRequests requests under way at a time, 1 to 100,000
 * @param httpEventTimeout longest time from an event's first byte to its last, 100 ms to 1 hour
 * @param httpQuietTimeout longest silence between two events, 100 ms to 1 hour
 * @param httpAppendTimeout longest wait for an event to become durable, 100 ms to 10 minutes
 * @param idempotencyKeys keys remembered, 1 to 1,000,000
 * @param idempotencyWindow how long a key is remembered after its last use, 1 second to 1 day
 * @param spoolMaxBytes bytes that may wait to be counted where the sink is not Kafka, 1 MiB to 1 TiB
 */
record HttpConfiguration(
        long httpDocumentBytes,
        long httpInFlightBytes,
        long httpBufferBytes,
        int httpRequests,
        Duration httpEventTimeout,
        Duration httpQuietTimeout,
        Duration httpAppendTimeout,
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
    private static final String KEYS = "a whole number from 1 to " + MAX_KEYS;
    private static final String TIMEOUTS = "a duration from 100ms to 1h, such as 30s";
    private static final String APPEND_TIMEOUTS = "a duration from 100ms to 10m, such as 20s";
    private static final String WINDOWS = "a duration from 1s to 24h, such as 10m";

    /** @throws InvalidSettingException if a setting cannot be used */
    static HttpConfiguration of(Settings settings) {
        return new HttpConfiguration(
                settings.bytes("http-document-bytes", 16 << 20, BODY_SIZES),
                settings.bytes("http-in-flight-bytes", 32 << 20, IN_FLIGHT_SIZES),
                settings.bytes("http-buffer-bytes", 64 << 20, BUFFER_SIZES),
                settings.value("http-requests", Integer.class, 256, REQUESTS),
                settings.value("http-event-timeout", Duration.class, Duration.ofSeconds(30), TIMEOUTS),
                settings.value("http-quiet-timeout", Duration.class, Duration.ofSeconds(60), TIMEOUTS),
                settings.value("http-append-timeout", Duration.class, Duration.ofSeconds(20), APPEND_TIMEOUTS),
                settings.value("idempotency-keys", Integer.class, 10_000, KEYS),
                settings.value("idempotency-window", Duration.class, Duration.ofMinutes(10), WINDOWS),
                settings.bytes("spool-max-bytes", 1 << 30, SPOOL_SIZES));
    }

    HttpConfiguration {
        require(within(httpRequests, 1, MAX_REQUESTS), "HTTP_REQUESTS", httpRequests, REQUESTS);
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
    HttpSettings settings(int maxEventBytes) {
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
                httpEventTimeout,
                httpQuietTimeout,
                httpAppendTimeout,
                idempotencyKeys,
                idempotencyWindow);
    }

    private static <T extends Comparable<T>> boolean within(T value, T least, T greatest) {
        return value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0;
    }
}
