package io.kafkafetch.bootstrap.config.http;

import static io.kafkafetch.bootstrap.process.InvalidSettingException.require;
import static io.kafkafetch.bootstrap.settings.SettingType.duration;
import static io.kafkafetch.bootstrap.settings.SettingType.size;
import static io.kafkafetch.bootstrap.settings.SettingType.whole;

import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of {@code SOURCE=http}; {@link HttpSettings} says what each bounds.
 *
 * @param httpDocumentBytes largest body that is no stream of lines
 * @param httpInFlightBytes most that is handed on and not durable yet
 * @param httpBufferBytes most that waits in memory for the rest of its body
 * @param httpRequests requests under way at a time
 * @param httpRequestsPerAddress as many of them one address may have
 * @param httpEventTimeout longest time from an event's first byte to its last
 * @param httpQuietTimeout longest silence between two events
 * @param httpAppendTimeout longest wait for an event to become durable
 * @param httpRequestAge how long a request may be under way
 * @param httpLeastRate bytes a second that a client has to send while it is waited for
 * @param httpEvents most events of a request
 * @param httpUnpackedBytes most bytes of a packed body, unpacked
 * @param httpUnpackedRatio most unpacked bytes for a byte that was sent
 * @param idempotencyKeys keys remembered
 * @param idempotencyWindow how long a key is remembered after its last use
 * @param spoolMaxBytes bytes that may wait to be counted where the sink is not Kafka
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

    private static final SettingType<Duration> TIMEOUT = duration("100ms", "1h", "30s");
    private static final String BODY_SIZES = "a size from that of MAX_EVENT_BYTES to 256MB";
    private static final String IN_FLIGHT_SIZES = "a size from twice that of MAX_EVENT_BYTES to 1GB";
    private static final String BUFFER_SIZES = "a size from that of HTTP_DOCUMENT_BYTES to 1GB";

    static final Setting<Optional<Long>> HTTP_DOCUMENT_BYTES = Setting.of(
                    Group.HTTP,
                    "HTTP_DOCUMENT_BYTES",
                    size("0", "256MB", BODY_SIZES, "`MAX_EVENT_BYTES` to `256MB`")
                            .optional(),
                    "",
                    "largest JSON body")
            .found("1/32 of the heap, at most `16MB`")
            .more("; a stream of lines has no bound");
    static final Setting<Optional<Long>> HTTP_IN_FLIGHT_BYTES = Setting.of(
                    Group.HTTP,
                    "HTTP_IN_FLIGHT_BYTES",
                    size("0", "1GB", IN_FLIGHT_SIZES, "2 × `MAX_EVENT_BYTES` to `1GB`")
                            .optional(),
                    "",
                    "handed on and not durable yet")
            .found("1/16 of the heap, at most `32MB`")
            .more("; above, 429");
    static final Setting<Optional<Long>> HTTP_BUFFER_BYTES = Setting.of(
                    Group.HTTP,
                    "HTTP_BUFFER_BYTES",
                    size("0", "1GB", BUFFER_SIZES, "`HTTP_DOCUMENT_BYTES` to `1GB`")
                            .optional(),
                    "",
                    "waiting for the rest of their bodies")
            .found("1/8 of the heap, at most `64MB`")
            .more(", windows of zstd, what answers list");
    static final Setting<Integer> HTTP_REQUESTS = Setting.of(
                    Group.HTTP, "HTTP_REQUESTS", whole(1, 100_000), "256", "requests at a time")
            .more("; above, 429");
    static final Setting<Optional<Integer>> HTTP_REQUESTS_PER_ADDRESS = Setting.of(
                    Group.HTTP,
                    "HTTP_REQUESTS_PER_ADDRESS",
                    whole(1, 100_000).optional(),
                    "",
                    "as many of these one address (IPv6: /64) may have")
            .found("3/4 of `HTTP_REQUESTS`")
            .more("; above, 429. Behind a proxy all clients are one address: set it to `HTTP_REQUESTS` there");
    static final Setting<Duration> HTTP_EVENT_TIMEOUT =
            Setting.of(Group.HTTP, "HTTP_EVENT_TIMEOUT", TIMEOUT, "30s", "for an event (or a JSON body) to arrive");
    static final Setting<Duration> HTTP_QUIET_TIMEOUT =
            Setting.of(Group.HTTP, "HTTP_QUIET_TIMEOUT", TIMEOUT, "60s", "silence between two events");
    static final Setting<Duration> HTTP_APPEND_TIMEOUT = Setting.of(
            Group.HTTP,
            "HTTP_APPEND_TIMEOUT",
            duration("100ms", "10m", "20s"),
            "20s",
            "for an event to become durable");
    static final Setting<Duration> HTTP_REQUEST_AGE = Setting.of(
                    Group.HTTP,
                    "HTTP_REQUEST_AGE",
                    duration("1s", "7d", "1h"),
                    "1h",
                    "how long a request may be under way")
            .more("; above, 408, and `kept` says where to go on");
    static final Setting<Long> HTTP_LEAST_RATE = Setting.of(
                    Group.HTTP,
                    "HTTP_LEAST_RATE",
                    size("0", "1MB", "a size from 0 (any rate) to 1MB, such as 500", "0 to `1MB`"),
                    "500",
                    "bytes a second of a client that is waited for")
            .more(", on average and beyond `HTTP_QUIET_TIMEOUT`; below, 408. `0` for streams that trickle");
    static final Setting<Integer> HTTP_EVENTS = Setting.of(
                    Group.HTTP, "HTTP_EVENTS", whole(1, 1_000_000_000), "10000000", "events in a request")
            .more("; above, 413");
    static final Setting<Long> HTTP_UNPACKED_BYTES = Setting.of(
                    Group.HTTP, "HTTP_UNPACKED_BYTES", size("1MB", "1024GB"), "1GB", "a packed body, unpacked")
            .more("; above, 413");
    static final Setting<Integer> HTTP_UNPACKED_RATIO = Setting.of(
                    Group.HTTP,
                    "HTTP_UNPACKED_RATIO",
                    whole(1, 1_100),
                    "100",
                    "unpacked bytes for a byte that was sent")
            .more(", beyond 16 KiB; above, 413");
    static final Setting<Integer> IDEMPOTENCY_KEYS =
            Setting.of(Group.HTTP, "IDEMPOTENCY_KEYS", whole(1, 1_000_000), "10000", "idempotency keys remembered");
    static final Setting<Duration> IDEMPOTENCY_WINDOW = Setting.of(
            Group.HTTP, "IDEMPOTENCY_WINDOW", duration("1s", "24h", "10m"), "10m", "how long after its last use");
    static final Setting<Long> SPOOL_MAX_BYTES = Setting.of(
                    Group.HTTP,
                    "SPOOL_MAX_BYTES",
                    size("1MB", "1024GB"),
                    "1GB",
                    "posted and not counted yet, with another sink than Kafka")
            .more("; above, 429");

    public static final List<Setting<?>> SETTINGS = List.of(
            HTTP_DOCUMENT_BYTES,
            HTTP_IN_FLIGHT_BYTES,
            HTTP_BUFFER_BYTES,
            HTTP_REQUESTS,
            HTTP_REQUESTS_PER_ADDRESS,
            HTTP_EVENT_TIMEOUT,
            HTTP_QUIET_TIMEOUT,
            HTTP_APPEND_TIMEOUT,
            HTTP_REQUEST_AGE,
            HTTP_LEAST_RATE,
            HTTP_EVENTS,
            HTTP_UNPACKED_BYTES,
            HTTP_UNPACKED_RATIO,
            IDEMPOTENCY_KEYS,
            IDEMPOTENCY_WINDOW,
            SPOOL_MAX_BYTES);

    /**
     * Reads the settings.
     *
     * @param defaults of this heap, and of this size of an event
     * @throws InvalidSettingException if a setting cannot be used
     */
    public static HttpConfiguration of(Settings settings, HttpSettings defaults) {
        int requests = settings.get(HTTP_REQUESTS);
        return new HttpConfiguration(
                settings.get(HTTP_DOCUMENT_BYTES).orElse((long) defaults.documentBytes()),
                settings.get(HTTP_IN_FLIGHT_BYTES).orElse((long) defaults.inFlightBytes()),
                settings.get(HTTP_BUFFER_BYTES).orElse((long) defaults.bufferBytes()),
                requests,
                settings.get(HTTP_REQUESTS_PER_ADDRESS).orElseGet(() -> perAddress(requests)),
                settings.get(HTTP_EVENT_TIMEOUT),
                settings.get(HTTP_QUIET_TIMEOUT),
                settings.get(HTTP_APPEND_TIMEOUT),
                settings.get(HTTP_REQUEST_AGE),
                settings.get(HTTP_LEAST_RATE),
                settings.get(HTTP_EVENTS),
                settings.get(HTTP_UNPACKED_BYTES),
                settings.get(HTTP_UNPACKED_RATIO),
                settings.get(IDEMPOTENCY_KEYS),
                settings.get(IDEMPOTENCY_WINDOW),
                settings.get(SPOOL_MAX_BYTES));
    }

    /** Three quarters of all: one address leaves room for others, and a proxy in front of all is hardly held back. */
    private static int perAddress(int requests) {
        return Math.max(1, (int) (requests * 3L / 4));
    }

    /**
     * The bounds of the API.
     *
     * @throws InvalidSettingException if a size does not go with that of the largest event
     */
    public HttpSettings settings(int maxEventBytes) {
        require(httpDocumentBytes >= maxEventBytes, "HTTP_DOCUMENT_BYTES", httpDocumentBytes, BODY_SIZES);
        require(httpInFlightBytes >= 2L * maxEventBytes, "HTTP_IN_FLIGHT_BYTES", httpInFlightBytes, IN_FLIGHT_SIZES);
        require(httpBufferBytes >= httpDocumentBytes, "HTTP_BUFFER_BYTES", httpBufferBytes, BUFFER_SIZES);
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
}
