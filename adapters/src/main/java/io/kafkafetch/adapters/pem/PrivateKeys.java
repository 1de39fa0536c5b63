package io.kafkafetch.adapters.pem;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Private keys in the forms that tools write: PKCS #8, and the older ones of RSA (PKCS #1, as cert-manager writes it unless
 * told otherwise) and of elliptic curves (SEC 1), which the JDK does not read: the frame of PKCS #8 is put around them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5958">RFC 5958, RFC 8017 A.1.2 and RFC 5915</a>
 */
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int PARAMETERS = 0xa0;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /** 1.2.840.113549.1.1.1 with its parameters, which are null. */
    private static final byte[] RSA = {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    /** 1.2.840.10045.2.1; its parameter is the curve. */
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private PrivateKeys() {}

    /** The key of this block. @throws UnusablePemException if it is damaged, or in a form that is not known */
    static PrivateKey of(Pem.Block block) throws UnusablePemException {
        byte[] der = switch (block.label()) {
            case "PRIVATE KEY" -> block.der();
            case "RSA PRIVATE KEY" -> framed(RSA, block.der());
            case "EC PRIVATE KEY" -> framed(concat(EC, curve(block.der())), block.der());
            default ->
                throw new UnusablePemException("the private key is in the form " + block.label()
                        + ", expected PRIVATE KEY: convert it by `openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW`");
        };
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, der).stream())
                .findFirst()
                .orElseThrow(
                        () -> new UnusablePemException("the private key is damaged, or neither of RSA, EC nor EdDSA"));
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }

    private static byte[] framed(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, concat(VERSION_0, der(SEQUENCE, algorithm), der(OCTET_STRING, key)));
    }

    /** The identifier of the curve that an EC key has in its parameters, with its tag. */
    private static byte[] curve(byte[] sec1) throws UnusablePemException {
        for (int i = 0; i + 4 < sec1.length; i++) {
            boolean found = (sec1[i] & 0xff) == PARAMETERS
                    && sec1[i + 2] == OBJECT_IDENTIFIER
                    && sec1[i + 1] == sec1[i + 3] + 2
                    && i + 4 + sec1[i + 3] <= sec1.length;
            if (found) {
                return Arrays.copyOfRange(sec1, i + 2, i + 4 + sec1[i + 3]);
            }
        }
        throw new UnusablePemException(
                "the private key does not say its curve: convert it by `openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW`");
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82); // two bytes of length: no key here is longer
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
