package io.kafkafetch.adapters.payload;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.kafkafetch.adapters.pem.Pem;
import io.kafkafetch.adapters.pem.Pem.Block;
import io.kafkafetch.adapters.pem.UnusablePemException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** Keys as text, PEM or JWK. Pure functions; what they throw says nothing of a text. */
final class KeyText {

    /** Fewer are too weak (NIST SP 800-57), and the library refuses them. */
    private static final int LEAST_RSA_BITS = 2_048;

    private static final List<Curve> CURVES = List.of(Curve.P_256, Curve.P_384, Curve.P_521);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private static final String PUBLIC =
            "a public key, of RSA from 2048 bits or of the curve P-256, P-384 or P-521, as PEM"
                    + " (BEGIN PUBLIC KEY) or JWK";
    private static final String PRIVATE =
            "a private key of RSA or EC without a password, as PEM (BEGIN PRIVATE KEY) or JWK";

    private KeyText() {}

    /** @throws UnusableKeyException if it is no public key, or one that is too weak */
    static JWK publicKey(String text) {
        List<Block> blocks = pem(text, PUBLIC).blocks();
        if (!blocks.isEmpty() && !blocks.getFirst().label().equals("PUBLIC KEY")) {
            throw anotherPem(PUBLIC, blocks);
        }
        JWK key = (blocks.isEmpty() ? jwk(text) : publicKey(blocks.getFirst().der()))
                .orElseThrow(() -> new UnusableKeyException(PUBLIC));
        if (key.isPrivate()) {
            throw new UnusableKeyException(PUBLIC + "; it is a private key, which belongs where dead letters are read");
        }
        if (KeyUse.SIGNATURE.equals(key.getKeyUse())) {
            throw new UnusableKeyException(PUBLIC + "; it is a JWK for signatures (\"use\":\"sig\")");
        }
        return key;
    }

    /** @throws UnusableKeyException if it is no private key that can decrypt */
    static PrivateKey privateKey(String text) {
        Pem pem = pem(text, PRIVATE);
        Optional<PrivateKey> key;
        try {
            key = pem.privateKey();
        } catch (UnusablePemException unusable) {
            throw new UnusableKeyException(PRIVATE + "; " + unusable.getMessage());
        }
        if (key.isEmpty() && !pem.blocks().isEmpty()) {
            throw anotherPem(PRIVATE, pem.blocks());
        }
        return key.or(() -> jwk(text).flatMap(KeyText::privateKey))
                .filter(found -> ALGORITHMS.contains(found.getAlgorithm()))
                .orElseThrow(() -> new UnusableKeyException(PRIVATE));
    }

    private static Pem pem(String text, String expected) {
        try {
            return Pem.of(text);
        } catch (UnusablePemException damaged) {
            throw new UnusableKeyException(expected + "; " + damaged.getMessage());
        }
    }

    private static UnusableKeyException anotherPem(String expected, List<Block> blocks) {
        return new UnusableKeyException(expected + "; it is PEM that begins with BEGIN "
                + blocks.getFirst().label());
    }

    private static Optional<JWK> publicKey(byte[] der) {
        for (String algorithm : ALGORITHMS) {
            try {
                PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
                return jwk(key).filter(KeyText::isStrong);
            } catch (GeneralSecurityException another) {
                // of the next algorithm, or of none
            }
        }
        return Optional.empty();
    }

    private static Optional<JWK> jwk(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> Optional.of(new RSAKey.Builder(rsa).build());
            case ECPublicKey ec ->
                Optional.ofNullable(Curve.forECParameterSpec(ec.getParams()))
                        .map(curve -> new ECKey.Builder(curve, ec).build());
            default -> Optional.empty();
        };
    }

    private static Optional<JWK> jwk(String text) {
        try {
            return Optional.of(JWK.parse(text)).filter(KeyText::isStrong);
        } catch (ParseException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static boolean isStrong(JWK key) {
        return switch (key) {
            case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS;
            case ECKey ec -> CURVES.contains(ec.getCurve());
            default -> false;
        };
    }

    private static Optional<PrivateKey> privateKey(JWK key) {
        try {
            return Optional.ofNullable(
                    switch (key) {
                        case RSAKey rsa -> rsa.toPrivateKey();
                        case ECKey ec -> ec.toPrivateKey();
                        default -> null;
                    });
        } catch (JOSEException none) {
            return Optional.empty();
        }
    }
}
