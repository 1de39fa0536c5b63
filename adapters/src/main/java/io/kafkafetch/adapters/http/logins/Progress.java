package io.kafkafetch.adapters.http.logins;

import java.util.Arrays;

/**
 * How far the events of an idempotency key have come. The array is shared, not copied.
 *
 * @param events how many, from the first on, are durable for certain
 * @param digest of those, see {@link EventDigest}
 * @param finished whether they are all of a request that was answered
 */
@SuppressWarnings("ArrayRecordComponent") // compared by matches alone
record Progress(long events, byte[] digest, boolean finished) {

    /** Nothing is durable. */
    static final Progress NONE = new Progress(0, new byte[0], false);

    /** Whether these are the events that are durable. */
    boolean matches(byte[] other) {
        return Arrays.equals(digest, other);
    }

    Progress finish() {
        return new Progress(events, digest, true);
    }
}
