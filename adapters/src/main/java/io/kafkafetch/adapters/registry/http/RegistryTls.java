package io.kafkafetch.adapters.registry.http;

import io.kafkafetch.adapters.pem.PemFile;
import io.kafkafetch.adapters.pem.PemStores;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The files in PEM that HTTPS to a registry is spoken with. Immutable.
 *
 * @param ca further CAs that are trusted, beside those of the JDK
 * @param own the certificate that this service shows, where it shows one
 */
public record RegistryTls(Optional<Path> ca, Optional<Own> own) {

    /** As the JDK does by itself. */
    public static final RegistryTls USUAL = new RegistryTls(Optional.empty(), Optional.empty());

    /**
     * A certificate and its key.
     *
     * @param certificate with the chain behind it
     * @param key not encrypted; may be in the same file
     */
    public record Own(Path certificate, Path key) {}

    /** What they hold. @throws UnusableFileException if one of them cannot be used */
    SSLContext context() throws UnusableFileException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trusted().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException refused) {
            Path file = own.map(Own::certificate).or(() -> ca).orElseThrow(() -> new IllegalStateException(refused));
            throw new UnusableFileException(file, "the JDK does not take it: " + refused.getMessage());
        }
    }

    private TrustManagerFactory trusted() throws UnusableFileException, GeneralSecurityException {
        TrustManagerFactory usual = trust(null);
        if (ca.isEmpty()) {
            return usual;
        }
        KeyStore all = PemStores.empty();
        int number = 0;
        for (var manager : usual.getTrustManagers()) {
            if (manager instanceof X509TrustManager roots) {
                for (X509Certificate root : roots.getAcceptedIssuers()) {
                    all.setCertificateEntry("ca-" + number++, root);
                }
            }
        }
        for (X509Certificate further : PemFile.certificates(ca.get())) {
            all.setCertificateEntry("ca-" + number++, further);
        }
        return trust(all);
    }

    private static TrustManagerFactory trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private KeyManager @Nullable [] keys() throws UnusableFileException, GeneralSecurityException {
        if (own.isEmpty()) {
            return null;
        }
        KeyStore store =
                PemStores.ofKey("own", own.get().certificate(), own.get().key());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }
}
