package io.kafkafetch.adapters.http.tls;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What HTTP is served with. Immutable.
 *
 * @param keys the server's key and certificates
 * @param trusted the CAs whose certificates callers show
 * @param own the server's certificate
 */
record TlsKeys(KeyStore keys, Optional<KeyStore> trusted, X509Certificate own) {

    /** Until when clients take the certificate. */
    Instant end() {
        return own.getNotAfter().toInstant();
    }

    /** Nothing of it is secret. */
    @Override
    public String toString() {
        return "the certificate of " + own.getSubjectX500Principal().getName() + ", which ends at " + end();
    }
}
