package io.kafkafetch.adapters.pem;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in PEM: blocks of Base64 with a label each, and other text between them, which means nothing.
 *
 * @param blocks in the text's order; none in a text that is no PEM
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
public record Pem(List<Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    /** A label and the Base64 under it. */
    public record Block(String label, String encoded) {

        /** What the Base64 says. */
        public byte[] der() {
            return Base64.getMimeDecoder().decode(encoded);
        }

        @Override
        public String toString() {
            return label; // may be a secret
        }
    }

    /** The blocks of this text. @throws UnusablePemException if one of them is damaged */
    public static Pem of(String text) throws UnusablePemException {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text);
        while (found.find()) {
            Block block = new Block(found.group(1), found.group(2));
            try {
                block.der();
                blocks.add(block);
            } catch (IllegalArgumentException damaged) {
                throw new UnusablePemException("the block " + found.group(1) + " in it is damaged");
            }
        }
        return new Pem(List.copyOf(blocks));
    }

    /** All certificates. @throws UnusablePemException if there is none, or one is damaged */
    public List<X509Certificate> certificates() throws UnusablePemException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals(CERTIFICATE)) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusablePemException("expected a certificate in PEM: -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private static X509Certificate certificate(Block block) throws UnusablePemException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException damaged) {
            throw new UnusablePemException("a certificate in it is damaged");
        }
    }

    /** The first private key; empty where there is none. @throws UnusablePemException if it cannot be used */
    public Optional<PrivateKey> privateKey() throws UnusablePemException {
        for (Block block : blocks) {
            if (block.label.endsWith(PRIVATE_KEY)) {
                return Optional.of(PrivateKeys.of(block));
            }
        }
        return Optional.empty();
    }
}
