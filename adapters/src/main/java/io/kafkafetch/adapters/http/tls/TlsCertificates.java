package io.kafkafetch.adapters.http.tls;

import io.kafkafetch.adapters.reread.Reread;
import io.kafkafetch.adapters.reread.UnusableFileException;
import io.micronaut.http.ssl.CertificateProvider;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Sinks;

/**
 * Gives Micronaut's server what {@link TlsFiles} hold, at once and after each change. Connections that there are go on; new
 * ones get what came last. Micronaut has a provider of files as well; it does not see a change by links, as Kubernetes makes
 * them, and serves a certificate beside a key that is not its own.
 */
public final class TlsCertificates implements CertificateProvider, AutoCloseable {

    /** By which Micronaut finds it. */
    public static final String NAME = "kafka-fetch";

    private static final Logger LOG = LoggerFactory.getLogger(TlsCertificates.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofDays(7);

    private final Reread<TlsKeys> files;
    private final Sinks.Many<KeyStore> keys = Sinks.many().replay().latest();
    private final Sinks.Many<KeyStore> trusted = Sinks.many().replay().latest();
    private final Thread looks;

    /** Reads these files, and again when they change. @throws UnusableFileException if one of them cannot be used */
    public TlsCertificates(TlsFiles read) throws UnusableFileException {
        this.files = Reread.open(read.all(), read::read);
        give(files.value());
        LOG.info("HTTP is served by TLS with {}", files.value());
        this.looks = Thread.ofVirtual().name("kafka-fetch-tls").start(this::lookAgainAndAgain);
    }

    private void give(TlsKeys found) {
        keys.tryEmitNext(found.keys()).orThrow();
        found.trusted().ifPresent(store -> trusted.tryEmitNext(store).orThrow());
        if (found.end().isBefore(Instant.now().plus(SOON))) {
            LOG.warn("The certificate of HTTP ends at {}; clients refuse it from then on", found.end());
        }
    }

    private void lookAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                if (files.look()) {
                    give(files.value());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return keys.asFlux();
    }

    @Override
    public Publisher<KeyStore> getTrustStore() {
        return trusted.asFlux();
    }

    /** Looks no more. */
    @Override
    public void close() {
        looks.interrupt();
    }
}
