package io.kafkafetch.bootstrap.config.http;

import io.kafkafetch.adapters.http.tls.TlsCertificates;
import io.kafkafetch.adapters.http.tls.TlsFiles;
import io.kafkafetch.adapters.reread.UnusableFileException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether HTTP is served by TLS.
 *
 * @param files in PEM; empty for no TLS
 */
public record TlsConfiguration(Optional<TlsFiles> files) {

    public static final Setting<Optional<Path>> HTTP_TLS_CERT = Setting.of(
                    Group.HTTP,
                    "HTTP_TLS_CERT",
                    SettingType.path().optional(),
                    "",
                    "serves HTTPS with this certificate in PEM")
            .more(", the chain behind it; read again when it changes. See [TLS](OPERATIONS.md#tls)");
    static final Setting<Optional<Path>> HTTP_TLS_KEY = Setting.of(
                    Group.HTTP, "HTTP_TLS_KEY", SettingType.path().optional(), "", "its private key in PEM")
            .more(", not encrypted; may be the same file");
    static final Setting<Optional<Path>> HTTP_TLS_CLIENT_CA = Setting.of(
                    Group.HTTP,
                    "HTTP_TLS_CLIENT_CA",
                    SettingType.path().optional(),
                    "",
                    "the CAs of callers' certificates in PEM, for `HTTP_AUTH=mtls`")
            .more("; read again when they change");

    public static final List<Setting<?>> SETTINGS = List.of(HTTP_TLS_CERT, HTTP_TLS_KEY, HTTP_TLS_CLIENT_CA);

    private static final String SSL = "micronaut.server.ssl.";
    private static final String LISTENERS = "micronaut.server.netty.listeners.";

    /**
     * What these settings say.
     *
     * @throws UserError if one of them is set without the others that it needs
     */
    public static TlsConfiguration of(Settings settings) {
        Optional<Path> certificate = settings.get(HTTP_TLS_CERT);
        Optional<Path> key = settings.get(HTTP_TLS_KEY);
        Optional<Path> clientCa = settings.get(HTTP_TLS_CLIENT_CA);
        if (certificate.isPresent() != key.isPresent()) {
            throw new UserError(UserError.USAGE, "HTTP_TLS_CERT and HTTP_TLS_KEY go together: set both, or none");
        }
        if (clientCa.isPresent() && certificate.isEmpty()) {
            throw new UserError(
                    UserError.USAGE, "HTTP_TLS_CLIENT_CA has no effect without HTTP_TLS_CERT and HTTP_TLS_KEY");
        }
        return new TlsConfiguration(certificate.flatMap(chain -> key.map(own -> new TlsFiles(chain, own, clientCa))));
    }

    /** What HTTP is served with. @throws UserError if a file cannot be used */
    public TlsCertificates open() {
        return reading(TlsCertificates::new);
    }

    /** Until when clients take the certificate. @throws UserError if a file cannot be used */
    public Instant end() {
        return reading(TlsFiles::end);
    }

    private interface Reading<T> {
        T of(TlsFiles files) throws UnusableFileException;
    }

    private <T> T reading(Reading<T> reading) {
        TlsFiles read = files.orElseThrow();
        try {
            return reading.of(read);
        } catch (UnusableFileException wrong) {
            Setting<?> setting = HTTP_TLS_CLIENT_CA;
            if (wrong.file().equals(read.certificate())) {
                setting = HTTP_TLS_CERT;
            } else if (wrong.file().equals(read.key())) {
                setting = HTTP_TLS_KEY;
            }
            throw new UserError(
                    UserError.UNUSABLE,
                    setting.variable() + "=" + wrong.file() + " cannot be used: " + wrong.getMessage());
        }
    }

    /** What Micronaut needs for it; nothing without TLS. */
    public Map<String, Object> properties(ServerAddress address, ManagementPort management) {
        if (files.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> properties = new HashMap<>(listener("serving", address.host(), address.port()));
        properties.put(SSL + "enabled", true);
        properties.put(SSL + "protocols", List.of("TLSv1.3", "TLSv1.2"));
        // Micronaut gives a port of health and metrics no TLS by itself, so that all ports are listed.
        management.port().ifPresent(port -> {
            properties.putAll(listener("management", address.host(), port));
            properties.put(LISTENERS + "management.expose-default-routes", false);
        });
        return properties;
    }

    private Map<String, Object> listener(String name, String host, int port) {
        String prefix = LISTENERS + name + '.';
        Map<String, Object> listener = new HashMap<>(Map.of(
                prefix + "host",
                host,
                prefix + "port",
                port,
                prefix + "ssl",
                true,
                prefix + "key-name",
                TlsCertificates.NAME));
        if (files.orElseThrow().clientCa().isPresent()) {
            listener.put(prefix + "trust-name", TlsCertificates.NAME);
            listener.put(SSL + "client-authentication", "WANT"); // who has to show one, the roles say
        }
        return listener;
    }
}
