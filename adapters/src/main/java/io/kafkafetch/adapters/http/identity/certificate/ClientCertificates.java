package io.kafkafetch.adapters.http.identity.certificate;

import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.CallerFile;
import io.kafkafetch.adapters.http.identity.Callers;
import io.kafkafetch.adapters.http.identity.MalformedLineException;
import io.kafkafetch.adapters.reread.UnusableFileException;
import io.micronaut.http.HttpRequest;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Callers with a certificate of a CA that the server trusts, known by its subject. That the certificate is one, TLS has found
 * out before.
 *
 * @param subjects there are, each with its roles
 */
public record ClientCertificates(CallerFile<X500Principal> subjects) implements Callers {

    /**
     * The subjects of this file, a line each: name, roles, and the subject as {@code openssl x509 -noout -subject -nameopt
     * RFC2253} prints it. How names are spelled, by case and space, does not matter (RFC 4518).
     *
     * @throws UnusableFileException if it cannot be read, a line is none, or there is no subject in it
     */
    public static ClientCertificates open(Path file) throws UnusableFileException {
        return new ClientCertificates(CallerFile.open(file, "SUBJECT", ClientCertificates::subject));
    }

    private static X500Principal subject(String text) throws MalformedLineException {
        try {
            return new X500Principal(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedLineException("the subject of a certificate at the end, e.g. CN=app,O=Example");
        }
    }

    @Override
    public Optional<Caller> of(HttpRequest<?> request) {
        return certificate(request)
                .map(X509Certificate::getSubjectX500Principal)
                .flatMap(this::caller);
    }

    private Optional<Caller> caller(X500Principal subject) {
        return subjects.lines().stream()
                .filter(line -> line.shown().equals(subject))
                .map(CallerFile.Line::caller)
                .findFirst();
    }

    @Override
    public boolean isShown(HttpRequest<?> request) {
        return certificate(request).isPresent();
    }

    /** No scheme of HTTP is of certificates; clients show the name alone. */
    @Override
    public String challenge() {
        return "Certificate realm=\"kafka-fetch\"";
    }

    @Override
    public String rolesAt() {
        return "HTTP_SUBJECTS_FILE of the service";
    }

    private static Optional<X509Certificate> certificate(HttpRequest<?> request) {
        return request.getCertificate()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast);
    }
}
