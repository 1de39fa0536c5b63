package io.kafkafetch.adapters.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import java.io.Serial;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.text.ParseException;

/** The private key that opens what its {@link SealingKey} has sealed. Thread-safe. */
public final class OpeningKey {

    private final JWEDecrypter decrypter;

    private OpeningKey(JWEDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** Something cannot be opened; the message says why, in a clause, and nothing of what is in it. */
    public static final class UnopenedException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        private UnopenedException(String why) {
            super(why);
        }
    }

    /**
     * Reads a private key.
     *
     * @param text PEM ({@code BEGIN PRIVATE KEY}, without a password) or JSON (a JWK)
     * @throws UnusableKeyException if it is none; says nothing of it
     */
    public static OpeningKey read(String text) {
        PrivateKey key = KeyText.privateKey(text);
        try {
            return new OpeningKey(key instanceof ECPrivateKey ec ? new ECDHDecrypter(ec) : new RSADecrypter(key));
        } catch (JOSEException unusable) {
            throw new UnusableKeyException("a private key that can decrypt");
        }
    }

    /**
     * The bytes that were sealed.
     *
     * @param jwe a compact JWE, in ASCII
     * @throws UnopenedException if it is none, was sealed for another key, or is damaged
     */
    public byte[] open(byte[] jwe) throws UnopenedException {
        JWEObject sealed;
        try {
            sealed = JWEObject.parse(new String(jwe, US_ASCII));
        } catch (ParseException | RuntimeException other) { // of several kinds
            throw new UnopenedException("is no compact JWE");
        }
        if (sealed.getHeader().getCompressionAlgorithm() != null) { // we don't, and it may unpack to anything
            throw new UnopenedException("is compressed, and so not from kafka-fetch");
        }
        try {
            sealed.decrypt(decrypter);
            return sealed.getPayload().toBytes();
        } catch (JOSEException | RuntimeException other) {
            throw new UnopenedException("was encrypted for another key (its id is "
                    + sealed.getHeader().getKeyID() + "), or is damaged");
        }
    }
}
