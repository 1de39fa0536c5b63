package io.kafkafetch.bootstrap.config;

import io.kafkafetch.adapters.registry.http.Credentials;
import io.kafkafetch.adapters.registry.http.HttpSchemaRegistry;
import io.kafkafetch.adapters.registry.http.RegistrySettings;
import io.kafkafetch.adapters.registry.http.RegistryTls;
import io.kafkafetch.adapters.reread.UnusableFileException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where the schemas of records are.
 *
 * @param urls addresses of one registry; none where there is no registry
 * @param shown what it is shown
 * @param tls the files that HTTPS to it is spoken with
 */
public record RegistryConfiguration(List<URI> urls, Shown shown, RegistryTls tls) {

    /** What a registry is shown. Its text says nothing that is secret. */
    public sealed interface Shown {

        /** Nothing. */
        record Nothing() implements Shown {}

        /** A name and a password. */
        record Basic(String name, String password) implements Shown {
            @Override
            public String toString() {
                return "Basic[" + name + "]";
            }
        }

        /** A token. */
        record Bearer(String token) implements Shown {
            @Override
            public String toString() {
                return "Bearer[]";
            }
        }

        /** The token in a file. */
        record BearerFile(Path file) implements Shown {}
    }

    public static final Setting<Optional<List<URI>>> SCHEMA_REGISTRY_URL = Setting.of(
                    Group.KAFKA,
                    "SCHEMA_REGISTRY_URL",
                    SettingType.of(
                                    "addresses with http or https, separated by commas, without a user and a query,"
                                            + " such as https://registry.example.com:8081",
                                    "`https://…`, …",
                                    RegistrySettings::urls)
                            .optional(),
                    "",
                    "the schema registry, where records name their schemas")
            .more(
                    ": Confluent's API, below this address; of several, separated by commas, the next is asked where one is away."
                            + " See [A schema registry](#a-schema-registry)");
    static final Setting<Optional<String>> SCHEMA_REGISTRY_USERNAME = Setting.of(
            Group.KAFKA,
            "SCHEMA_REGISTRY_USERNAME",
            text("a name without a colon", "no colon", name -> name.indexOf(':') < 0),
            "",
            "name, or API key, that the registry is shown");
    static final Setting<Optional<String>> SCHEMA_REGISTRY_PASSWORD = Setting.of(
                    Group.KAFKA,
                    "SCHEMA_REGISTRY_PASSWORD",
                    text("a text", "a text", password -> true),
                    "",
                    "its password, or API secret")
            .more(". Or `SCHEMA_REGISTRY_PASSWORD_FILE`, see [Secrets in files](#secrets-in-files)");
    static final Setting<Optional<String>> SCHEMA_REGISTRY_TOKEN = Setting.of(
            Group.KAFKA,
            "SCHEMA_REGISTRY_TOKEN",
            text("a token without spaces", "a token", Credentials::isToken),
            "",
            "bearer token that the registry is shown, instead of name and password");
    static final Setting<Optional<Path>> SCHEMA_REGISTRY_TOKEN_FILE = Setting.of(
                    Group.KAFKA,
                    "SCHEMA_REGISTRY_TOKEN_FILE",
                    SettingType.path().optional(),
                    "",
                    "file that holds the token, instead of `SCHEMA_REGISTRY_TOKEN`")
            .more("; read again when it changes");
    static final Setting<Optional<Path>> SCHEMA_REGISTRY_CA_FILE = Setting.of(
            Group.KAFKA,
            "SCHEMA_REGISTRY_CA_FILE",
            SettingType.path().optional(),
            "",
            "CAs in PEM that the registry's certificate may be of, beside those of the JDK");
    static final Setting<Optional<Path>> SCHEMA_REGISTRY_CERT_FILE = Setting.of(
                    Group.KAFKA,
                    "SCHEMA_REGISTRY_CERT_FILE",
                    SettingType.path().optional(),
                    "",
                    "certificate in PEM that the registry is shown")
            .more(", the chain behind it");
    static final Setting<Optional<Path>> SCHEMA_REGISTRY_KEY_FILE = Setting.of(
                    Group.KAFKA,
                    "SCHEMA_REGISTRY_KEY_FILE",
                    SettingType.path().optional(),
                    "",
                    "its private key in PEM")
            .more(", not encrypted; may be the same file");

    public static final List<Setting<?>> SETTINGS = List.of(
            SCHEMA_REGISTRY_URL,
            SCHEMA_REGISTRY_USERNAME,
            SCHEMA_REGISTRY_PASSWORD,
            SCHEMA_REGISTRY_TOKEN,
            SCHEMA_REGISTRY_TOKEN_FILE,
            SCHEMA_REGISTRY_CA_FILE,
            SCHEMA_REGISTRY_CERT_FILE,
            SCHEMA_REGISTRY_KEY_FILE);

    public RegistryConfiguration {
        urls = List.copyOf(urls);
    }

    /**
     * What these settings say.
     *
     * @throws UserError with a line for each that does not go together with the others
     */
    public static RegistryConfiguration of(Settings settings) {
        Optional<String> name = settings.get(SCHEMA_REGISTRY_USERNAME);
        Optional<String> password = settings.get(SCHEMA_REGISTRY_PASSWORD);
        Optional<String> token = settings.get(SCHEMA_REGISTRY_TOKEN);
        Optional<Path> tokenFile = settings.get(SCHEMA_REGISTRY_TOKEN_FILE);
        Optional<Path> certificate = settings.get(SCHEMA_REGISTRY_CERT_FILE);
        Optional<Path> key = settings.get(SCHEMA_REGISTRY_KEY_FILE);
        List<String> faults = new ArrayList<>();
        if (settings.get(SCHEMA_REGISTRY_URL).isEmpty()) {
            without(settings).forEach(faults::add);
        }
        if (name.isPresent() != password.isPresent()) {
            faults.add("SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD go together: set both, or none");
        }
        if (token.isPresent() && tokenFile.isPresent()) {
            faults.add("SCHEMA_REGISTRY_TOKEN and SCHEMA_REGISTRY_TOKEN_FILE are both set: leave one of them out");
        }
        boolean hasName = name.isPresent() || password.isPresent();
        if (hasName && (token.isPresent() || tokenFile.isPresent())) {
            faults.add("a registry is shown a name and a password, or a token: leave out SCHEMA_REGISTRY_USERNAME and"
                    + " SCHEMA_REGISTRY_PASSWORD, or SCHEMA_REGISTRY_TOKEN");
        }
        if (certificate.isPresent() != key.isPresent()) {
            faults.add("SCHEMA_REGISTRY_CERT_FILE and SCHEMA_REGISTRY_KEY_FILE go together: set both, or none");
        }
        if (!faults.isEmpty()) {
            throw new UserError(UserError.USAGE, faults);
        }
        Shown shown = name.<Shown>map(given -> new Shown.Basic(given, password.orElseThrow()))
                .or(() -> token.map(Shown.Bearer::new))
                .or(() -> tokenFile.map(Shown.BearerFile::new))
                .orElseGet(Shown.Nothing::new);
        return new RegistryConfiguration(
                settings.get(SCHEMA_REGISTRY_URL).orElse(List.of()),
                shown,
                new RegistryTls(
                        settings.get(SCHEMA_REGISTRY_CA_FILE),
                        certificate.map(own -> new RegistryTls.Own(own, key.orElseThrow()))));
    }

    /** Whether there is one. */
    public boolean isThere() {
        return !urls.isEmpty();
    }

    /** A line for each that is set without a registry. */
    private static Stream<String> without(Settings settings) {
        return SETTINGS.stream()
                .filter(setting -> !settings.text(setting).isBlank())
                .map(setting ->
                        setting.variable() + " has no effect without SCHEMA_REGISTRY_URL: set that, or leave it out");
    }

    /**
     * The registry; empty where there is none. To be closed.
     *
     * @throws UserError if a file cannot be used
     */
    public Optional<HttpSchemaRegistry> open() {
        if (urls.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HttpSchemaRegistry(new RegistrySettings(urls, credentials()), tls));
        } catch (UnusableFileException wrong) {
            throw new UserError(
                    UserError.UNUSABLE,
                    variable(wrong.file()) + "=" + wrong.file() + " cannot be used: " + wrong.getMessage());
        }
    }

    private Credentials credentials() throws UnusableFileException {
        return switch (shown) {
            case Shown.Nothing nothing -> Credentials.NONE;
            case Shown.Basic basic -> Credentials.basic(basic.name(), basic.password());
            case Shown.Bearer bearer -> Credentials.bearer(bearer.token());
            case Shown.BearerFile bearer -> Credentials.bearer(bearer.file());
        };
    }

    /** The setting that names this file. */
    private String variable(Path file) {
        if (shown instanceof Shown.BearerFile bearer && bearer.file().equals(file)) {
            return SCHEMA_REGISTRY_TOKEN_FILE.variable();
        }
        if (tls.ca().filter(file::equals).isPresent()) {
            return SCHEMA_REGISTRY_CA_FILE.variable();
        }
        return tls.own().map(RegistryTls.Own::certificate).filter(file::equals).isPresent()
                ? SCHEMA_REGISTRY_CERT_FILE.variable()
                : SCHEMA_REGISTRY_KEY_FILE.variable();
    }

    private static SettingType<Optional<String>> text(String expected, String range, Predicate<String> fits) {
        return SettingType.of(expected, range, text -> Optional.of(text).filter(fits))
                .optional();
    }
}
