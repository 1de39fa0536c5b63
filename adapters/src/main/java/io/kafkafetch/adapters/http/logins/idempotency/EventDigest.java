package io.kafkafetch.adapters.http.logins.idempotency;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over events, each with its length before it, so that equal digests are equal events however they were framed
 * or packed. Not thread-safe.
 */
public final class EventDigest {

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

    /** Takes the next event, and leaves its position as it is. */
    public void add(ByteBuffer event) {
        sha256.update(length.clear().putInt(event.remaining()).flip());
        sha256.update(event.duplicate());
    }

    /** Of the events so far. */
    public byte[] soFar() {
        try {
            return ((MessageDigest) sha256.clone()).digest();
        } catch (CloneNotSupportedException impossible) { // the JDK's own can be cloned
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
