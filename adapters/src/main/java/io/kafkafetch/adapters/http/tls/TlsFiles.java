package io.kafkafetch.adapters.http.tls;

import io.kafkafetch.adapters.pem.PemFile;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files in PEM that HTTP is served with. Immutable.
 *
 * @param certificate the server's, and the chain behind it
 * @param key the server's
 * @param clientCa the CAs whose certificates callers show; empty where they show none
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {

    private static final String ALIAS = "server";

    /** All of them. */
    List<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clientCa.stream()).toList();
    }

    /**
     * What they hold.
     *
     * @throws UnusableFileException if one of them cannot be read, or the key is not that of the certificate
     */
    TlsKeys read() throws UnusableFileException {
        List<X509Certificate> chain = PemFile.certificates(certificate);
        PrivateKey own = PemFile.privateKey(key);
        if (!belongs(own, chain.getFirst())) {
            throw new UnusableFileException(key, "it is not the key of the certificate in " + certificate);
        }
        try {
            KeyStore keys = empty();
            keys.setKeyEntry(ALIAS, own, new char[0], chain.toArray(X509Certificate[]::new));
            Optional<KeyStore> trusted = Optional.empty();
            if (clientCa.isPresent()) {
                KeyStore store = empty();
                List<X509Certificate> cas = PemFile.certificates(clientCa.get());
                for (int i = 0; i < cas.size(); i++) {
                    store.setCertificateEntry("ca-" + i, cas.get(i));
                }
                trusted = Optional.of(store);
            }
            return new TlsKeys(keys, trusted, chain.getFirst());
        } catch (GeneralSecurityException refused) {
            throw new UnusableFileException(certificate, "the JDK does not take it: " + refused.getMessage());
        }
    }

    /** Until when clients take the certificate. @throws UnusableFileException as {@link #read} */
    public Instant end() throws UnusableFileException {
        return read().end();
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) { // there is no stream
            throw new IllegalStateException(e);
        }
        return store;
    }

    /** Whether what the key signs is found right by the certificate. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] signed = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signed);
            byte[] found = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(signed);
            return signature.verify(found);
        } catch (GeneralSecurityException ofAnotherAlgorithm) {
            return false;
        }
    }
}
