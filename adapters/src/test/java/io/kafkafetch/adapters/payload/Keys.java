package io.kafkafetch.adapters.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.Key;
import java.security.KeyPair;
import java.util.Base64;

/**
 * A pair of keys as the texts of two files.
 *
 * @param kind for people
 */
public record Keys(String kind, String publicText, String privateText) {

    /** As openssl writes it. */
    public static Keys rsa() {
        try {
            return pem("RSA", new RSAKeyGenerator(2048).generate().toKeyPair());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static Keys rsaJwk() {
        try {
            JWK jwk = new RSAKeyGenerator(2048).keyID("dlq-2026").generate();
            return new Keys("RSA as JWK", jwk.toPublicJWK().toJSONString(), jwk.toJSONString());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static Keys ec(Curve curve) {
        try {
            return pem(curve.getName(), new ECKeyGenerator(curve).generate().toKeyPair());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static Keys ecJwk() {
        try {
            JWK jwk = new ECKeyGenerator(Curve.P_256).generate();
            return new Keys("EC as JWK", jwk.toPublicJWK().toJSONString(), jwk.toJSONString());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static Keys pem(String kind, KeyPair pair) {
        return new Keys(kind, pem("PUBLIC KEY", pair.getPublic()), pem("PRIVATE KEY", pair.getPrivate()));
    }

    private static String pem(String label, Key key) {
        return pem(label, key.getEncoded());
    }

    static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    @Override
    public String toString() {
        return kind;
    }
}
