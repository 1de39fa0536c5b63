package io.kafkafetch.adapters.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.users.UserKey;
import io.kafkafetch.domain.users.UserSketch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key made of a secret text. Its id is a part of a hash of the secret that the hash of users has no part of, and says
 * nothing of it. Thread-safe.
 */
public final class SecretUserKey implements UserKey {

    /** Shortest secret, in UTF-16 code units. */
    public static final int MIN_LENGTH = 16;

    private static final int ID_BYTES = 4;
    private static final int RANDOM_BYTES = 16;

    private final SipHash hash;
    private final String id;

    private SecretUserKey(SipHash hash, String id) {
        this.hash = hash;
        this.id = id;
    }

    /** The key of this secret. @throws IllegalArgumentException if it has less than {@value #MIN_LENGTH} characters */
    public static SecretUserKey of(String secret) {
        if (secret.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("a key of less than " + MIN_LENGTH + " characters");
        }
        ByteBuffer key = ByteBuffer.wrap(derived(secret, "hash")).order(ByteOrder.LITTLE_ENDIAN);
        SipHash hash = new SipHash(key.getLong(), key.getLong());
        return new SecretUserKey(hash, HexFormat.of().formatHex(derived(secret, "id"), 0, ID_BYTES));
    }

    /** A key that nobody knows, for totals that are not continued. */
    public static SecretUserKey random() {
        byte[] secret = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(secret);
        return of(HexFormat.of().formatHex(secret));
    }

    private static byte[] derived(String secret, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(("kafka-fetch unique users " + purpose).getBytes(UTF_8));
        } catch (GeneralSecurityException e) { // every JDK has it
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long of(byte[] bytes, int from, int length) {
        long user = hash.of(bytes, from, length);
        return user == LoginEvent.NO_USER ? 1 : user;
    }

    @Override
    public UserSketch.Builder builder() {
        return CpcUsers.builder(id);
    }

    /** Names the key without saying what it is. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretUserKey that && hash.equals(that.hash) && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "SecretUserKey[" + id + "]";
    }
}
