package io.kafkafetch.bootstrap.cli;

import io.kafkafetch.adapters.pem.PemFile;
import io.kafkafetch.adapters.reread.UnusableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate that the service on this machine serves with: a client on the same machine trusts it and no other, by
 * whatever name it asks.
 */
record OwnCertificate(Certificate certificate) {

    /** That of this file in PEM. @throws IOException if there is none */
    static OwnCertificate of(Path file) throws IOException {
        try {
            return new OwnCertificate(PemFile.certificates(file).getFirst());
        } catch (UnusableFileException wrong) {
            throw new IOException("HTTP_TLS_CERT=" + file + " cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    /** Lets this connection trust it. */
    void trust(HttpsURLConnection connection) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("own", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setHostnameVerifier((name, session) -> true); // it is on this machine, and has this certificate
    }
}
