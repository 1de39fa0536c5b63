package io.kafkafetch.adapters.http.logins.admission;

import java.time.Duration;

/**
 * What one body may cost, however it is packed and sent.
 *
 * @param events most events, 1 to 1,000,000,000; above, 413
 * @param unpackedBytes most bytes of a packed body, unpacked, 1 MiB to 1 TiB; above, 413
 * @param unpackedRatio most unpacked bytes for a byte that was sent, beyond {@link io.kafkafetch.adapters.http.logins.body.Unpacking#FREE_BYTES}, 1 to 1,100
 *     (more than deflate reaches); above, 413
 * @param age how long a request may be under way, 1 s to 7 d; above, 408
 * @param leastRate bytes a second that a client has to send while it is waited for, on average and after the quiet
 *     timeout, 0 (any) to 1 MiB; below, 408. Time in which the service does not read does not count
 */
public record BodyBounds(long events, long unpackedBytes, int unpackedRatio, Duration age, int leastRate) {

    /** What holds where nothing is configured. */
    public static final BodyBounds DEFAULT = new BodyBounds(10_000_000, 1L << 30, 100, Duration.ofHours(1), 500);

    /** @throws IllegalArgumentException if a value is out of its range; the message names it and its range */
    public BodyBounds {
        Range.require("events", events, 1L, 1_000_000_000L);
        Range.require("unpackedBytes", unpackedBytes, 1L << 20, 1L << 40);
        Range.require("unpackedRatio", unpackedRatio, 1, 1_100);
        Range.require("age", age, Duration.ofSeconds(1), Duration.ofDays(7));
        Range.require("leastRate", leastRate, 0, 1 << 20);
    }
}
