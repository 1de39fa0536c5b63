package io.kafkafetch.adapters.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A public key that bytes are encrypted with, as compact JWEs (RFC 7516) of {@code RSA-OAEP-256} or {@code
 * ECDH-ES+A256KW}, and {@code A256GCM}. Thread-safe.
 *
 * <p>To encrypt a content key takes some hundred times as long as to encrypt a login with it. So up to {@value
 * #MOST_USES} JWEs have the same content key, each with a nonce of its own; GCM allows 2<sup>32</sup> (NIST SP 800-38D).
 * Each of them can be opened alone.
 */
public final class SealingKey {

    /** How people make a pair of keys. */
    public static final String HOW_TO_MAKE =
            "`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out private.pem`"
                    + " makes a pair and `openssl pkey -in private.pem -pubout -out public.pem` this file";

    static final int MOST_USES = 10_000;

    /** Of a JWE beside its text: the header, the content key of 8192 bits at most, nonce and tag, each in Base64. */
    private static final int OVERHEAD = 2 << 10;

    /** A record has a key, a value and headers. */
    private static final int PARTS = 3;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * What up to {@value #MOST_USES} JWEs have in common.
     *
     * @param start the JWE's header and encrypted key, each with a dot behind it
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record ContentKey(SecretKey secret, byte[] header, byte[] start, AtomicInteger uses) {}

    private final JWK key;
    private final JWEHeader header;
    private final String id;
    private final SecureRandom random = new SecureRandom();
    private volatile ContentKey current;

    private SealingKey(JWK key, JWEAlgorithm algorithm, String id) throws JOSEException {
        this.key = key;
        this.header = new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                .keyID(id)
                .build();
        this.id = id;
        this.current = fresh();
    }

    /**
     * Reads a public key, of RSA from 2,048 bits or of the curve P-256, P-384 or P-521.
     *
     * @param text PEM ({@code BEGIN PUBLIC KEY}) or JSON (a JWK)
     * @throws UnusableKeyException if it is none
     */
    public static SealingKey read(String text) {
        JWK key = KeyText.publicKey(text);
        try {
            String id = key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID();
            return new SealingKey(key, isRsa(key) ? JWEAlgorithm.RSA_OAEP_256 : JWEAlgorithm.ECDH_ES_A256KW, id);
        } catch (JOSEException unusable) {
            throw new UnusableKeyException("a public key that can encrypt");
        }
    }

    /** Names the key: the {@code kid} of its JWK, else its SHA-256 thumbprint (RFC 7638). */
    public String id() {
        return id;
    }

    /** Encrypts these bytes; to other bytes each time. */
    public byte[] seal(byte[] bytes) {
        ContentKey content = content();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text;
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, content.secret, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(content.header);
            text = cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) { // every JDK has it
            throw new IllegalStateException("a dead letter could not be encrypted", e);
        }
        int tag = text.length - TAG_BYTES;
        ByteArrayOutputStream jwe = new ByteArrayOutputStream(content.start.length + text.length * 4 / 3 + 48);
        jwe.writeBytes(content.start);
        jwe.writeBytes(BASE64.encode(nonce));
        jwe.write('.');
        jwe.writeBytes(BASE64.encode(Arrays.copyOf(text, tag)));
        jwe.write('.');
        jwe.writeBytes(BASE64.encode(Arrays.copyOfRange(text, tag, text.length)));
        return jwe.toByteArray();
    }

    private ContentKey content() {
        ContentKey content = current;
        if (content.uses.getAndIncrement() < MOST_USES) {
            return content;
        }
        try {
            ContentKey next = fresh();
            next.uses.incrementAndGet();
            current = next;
            return next;
        } catch (JOSEException unusable) { // the key could encrypt before
            throw new IllegalStateException("a dead letter could not be encrypted", unusable);
        }
    }

    private ContentKey fresh() throws JOSEException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        SecretKey secret = new SecretKeySpec(bytes, "AES");
        JWEObject jwe = new JWEObject(header, new com.nimbusds.jose.Payload(new byte[0]));
        jwe.encrypt(
                isRsa(key)
                        ? new RSAEncrypter(key.toRSAKey().toRSAPublicKey(), secret)
                        : new ECDHEncrypter(key.toECKey().toECPublicKey(), secret));
        String first = jwe.getHeader().toBase64URL().toString();
        String start = first + "." + jwe.getEncryptedKey() + ".";
        return new ContentKey(secret, first.getBytes(US_ASCII), start.getBytes(US_ASCII), new AtomicInteger());
    }

    private static boolean isRsa(JWK key) {
        return key instanceof RSAKey;
    }

    /** Bytes that all parts of a record of this many take when they are encrypted, at most. */
    long mostBytes(long record) {
        // Headers are Base64 in JSON first, and Base64 makes four bytes of three.
        return record * 16 / 9 + PARTS * OVERHEAD;
    }

    @Override
    public String toString() {
        return "SealingKey[" + id + "]";
    }
}
