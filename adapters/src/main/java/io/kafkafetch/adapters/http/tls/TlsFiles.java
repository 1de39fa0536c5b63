package io.kafkafetch.adapters.http.tls;

import io.kafkafetch.adapters.pem.PemFile;
import io.kafkafetch.adapters.pem.PemStores;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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
        try {
            KeyStore keys = PemStores.ofKey(ALIAS, certificate, key);
            Optional<KeyStore> trusted = Optional.empty();
            if (clientCa.isPresent()) {
                KeyStore store = PemStores.empty();
                List<X509Certificate> cas = PemFile.certificates(clientCa.get());
                for (int i = 0; i < cas.size(); i++) {
                    store.setCertificateEntry("ca-" + i, cas.get(i));
                }
                trusted = Optional.of(store);
            }
            return new TlsKeys(keys, trusted, (X509Certificate) keys.getCertificate(ALIAS));
        } catch (GeneralSecurityException refused) {
            throw new UnusableFileException(certificate, "the JDK does not take it: " + refused.getMessage());
        }
    }

    /** Until when clients take the certificate. @throws UnusableFileException as {@link #read} */
    public Instant end() throws UnusableFileException {
        return read().end();
    }
}
