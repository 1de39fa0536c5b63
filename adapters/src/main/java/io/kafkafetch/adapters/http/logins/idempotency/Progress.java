package io.kafkafetch.adapters.http.logins.idempotency;

import java.util.Arrays;

/**
 * How far the events of an idempotency key have come. The array is shared, not copied.
 *
 * @param events how many, from the first on, are durable for certain
 * @param digest of those, see {@link EventDigest}
 * @param finished whether they are all of a request that was answered
 */
@SuppressWarnings("ArrayRecordComponent") // compared by matches alone
public record Progress(long events, byte[] digest, boolean finished) {

    /** Nothing is durable. */
    public static final Progress NONE = new Progress(0, new byte[0], false);

    /** Whether these are the events that are durable. */
    public boolean matches(byte[] other) {
        return Arrays.equals(digest, other);
    }

    /** The same events, of a request that was answered. */
    public Progress finish() {
        return new Progress(events, digest, true);
    }
}
