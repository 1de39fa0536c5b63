package io.kafkafetch.adapters.http.identity.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.MalformedLineException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A token as the service knows it: by its hash, so that who reads the file of tokens cannot use them. A token is random
 * and long; a hash without salt and without repetition is enough for it. Immutable.
 */
public final class Token {

    /** As a file of tokens names it. */
    static final String HASHED = "SHA-256";

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    /** So that a token is known for one where it turns up, in a log say. */
    private static final String PREFIX = "kft_";

    private static final int RANDOM_BYTES = 32;

    /** SHA-256 of its UTF-8. */
    private final byte[] hash;

    private Token(byte[] hash) {
        this.hash = hash;
    }

    /** A token that nobody had before. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The line of this token in a file of tokens. @throws MalformedLineException if the name or a role is none */
    public static String line(String name, String roles, String token) throws MalformedLineException {
        return Caller.parse(name, roles).text() + " " + HexFormat.of().formatHex(sha256(token));
    }

    /** What a file of tokens has of a token. @throws MalformedLineException if it is no hash */
    static Token ofHash(String hash) throws MalformedLineException {
        if (!HASH.matcher(hash).matches()) {
            throw new MalformedLineException("the SHA-256 of a token in 64 hexadecimal digits at the end");
        }
        return new Token(HexFormat.of().parseHex(hash));
    }

    /** Whether this is its hash; takes as long whether it is or not. */
    boolean is(byte[] hashed) {
        return MessageDigest.isEqual(hash, hashed);
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) { // every JDK has it
            throw new IllegalStateException(e);
        }
    }
}
