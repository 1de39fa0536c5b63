package io.kafkafetch.bootstrap.config.http;

import static io.kafkafetch.bootstrap.settings.SettingType.choice;

import io.kafkafetch.adapters.http.identity.Access;
import io.kafkafetch.adapters.http.identity.certificate.ClientCertificates;
import io.kafkafetch.adapters.http.identity.oidc.OidcCallers;
import io.kafkafetch.adapters.http.identity.oidc.OidcSettings;
import io.kafkafetch.adapters.http.identity.token.BasicTokens;
import io.kafkafetch.adapters.http.identity.token.BearerTokens;
import io.kafkafetch.adapters.http.identity.token.TokenFile;
import io.kafkafetch.adapters.reread.UnusableFileException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may use HTTP.
 *
 * @param auth empty where nobody said
 * @param callersFile the callers there are; empty where no file says who they are
 * @param oidc the identity provider that says who they are, if one does
 */
public record AccessConfiguration(Optional<Auth> auth, Optional<Path> callersFile, Optional<OidcSettings> oidc) {

    /** How a caller shows who he is. */
    public enum Auth {
        /** He need not: everybody may do everything. */
        NONE,
        /** By a token. */
        TOKEN,
        /** By a name, with a token as its password. */
        BASIC,
        /** By a token of an identity provider. */
        OIDC,
        /** By a certificate. */
        MTLS;

        /** Whether he has to show anything. */
        boolean asks() {
            return this != NONE;
        }

        private boolean asksForTokens() {
            return this == TOKEN || this == BASIC;
        }
    }

    static final Setting<Optional<Auth>> HTTP_AUTH = Setting.of(
                    Group.HTTP, "HTTP_AUTH", choice(Auth.class).optional(), "", "how callers of HTTP show who they are")
            .more(
                    ": not at all, by a token, by a name with a token as its password, by OpenID Connect, or by a certificate; must be set where `HTTP_HOST` lets others reach it. See [Access](OPERATIONS.md#access)")
            .found("`none` on loopback");
    static final Setting<Optional<Path>> HTTP_TOKENS_FILE = Setting.of(
                    Group.HTTP,
                    "HTTP_TOKENS_FILE",
                    SettingType.path().optional(),
                    "",
                    "the tokens of `HTTP_AUTH=token` and `basic`, a line each")
            .more(", as `kafka-fetch token` makes them; read again when it changes");

    static final Setting<Optional<Path>> HTTP_SUBJECTS_FILE = Setting.of(
                    Group.HTTP,
                    "HTTP_SUBJECTS_FILE",
                    SettingType.path().optional(),
                    "",
                    "the certificates of `HTTP_AUTH=mtls`, a line each: `NAME ROLE[,ROLE] SUBJECT`")
            .more("; read again when it changes");

    public static final List<Setting<?>> SETTINGS = Stream.concat(
                    Stream.of(HTTP_AUTH, HTTP_TOKENS_FILE, HTTP_SUBJECTS_FILE), OidcConfiguration.SETTINGS.stream())
            .toList();

    /**
     * What these settings say.
     *
     * @param address where HTTP is served
     * @throws UserError if they do not go together, or with the address
     */
    public static AccessConfiguration of(Settings settings, ServerAddress address) {
        Optional<Auth> auth = settings.get(HTTP_AUTH);
        if (auth.isEmpty() && !address.isLoopback()) {
            throw new UserError(
                    UserError.USAGE,
                    "HTTP_HOST=" + address.host()
                            + " lets others reach HTTP, and HTTP_AUTH is not set: set HTTP_AUTH=token"
                            + " with HTTP_TOKENS_FILE (`kafka-fetch token` makes tokens), or HTTP_AUTH=none if everybody who"
                            + " reaches it may look and post");
        }
        Auth used = auth.orElse(Auth.NONE);
        Optional<Path> tokens = file(
                settings,
                HTTP_TOKENS_FILE,
                used,
                used.asksForTokens(),
                "HTTP_AUTH=token or HTTP_AUTH=basic",
                "a file with a token a line: `kafka-fetch token NAME view` makes one");
        Optional<Path> subjects = file(
                settings,
                HTTP_SUBJECTS_FILE,
                used,
                used == Auth.MTLS,
                "HTTP_AUTH=mtls",
                "a file with a line `NAME ROLE[,ROLE] SUBJECT` for each certificate");
        boolean hasClientCa = settings.get(TlsConfiguration.HTTP_TLS_CLIENT_CA).isPresent();
        if (hasClientCa != (used == Auth.MTLS)) {
            throw new UserError(
                    UserError.USAGE,
                    hasClientCa
                            ? "HTTP_TLS_CLIENT_CA has no effect without HTTP_AUTH=mtls: set that, or leave it out"
                            : "HTTP_AUTH=mtls needs HTTP_TLS_CLIENT_CA, the CAs in PEM that sign callers' certificates");
        }
        return new AccessConfiguration(
                auth, tokens.or(() -> subjects), OidcConfiguration.of(settings, used == Auth.OIDC));
    }

    /** The file of this setting, which is there if it is needed, and only then. */
    private static Optional<Path> file(
            Settings settings, Setting<Optional<Path>> setting, Auth auth, boolean needed, String user, String what) {
        Optional<Path> file = settings.get(setting);
        if (needed && file.isEmpty()) {
            throw new UserError(
                    UserError.USAGE,
                    "HTTP_AUTH=" + auth.name().toLowerCase(Locale.ROOT) + " needs " + setting.variable() + ", " + what);
        }
        if (!needed && file.isPresent()) {
            throw new UserError(
                    UserError.USAGE,
                    setting.variable() + " has no effect without " + user + ": set that, or leave it out");
        }
        return file;
    }

    /** Whether callers have to show who they are. */
    public boolean asks() {
        return auth.filter(Auth::asks).isPresent();
    }

    /** Who may use HTTP. @throws UserError if the file of callers cannot be used */
    public Access open() {
        if (oidc.isPresent()) {
            return new Access(new OidcCallers(oidc.get()));
        }
        Auth used = auth.orElseThrow();
        Path file = callersFile.orElseThrow();
        try {
            return new Access(
                    switch (used) {
                        case TOKEN -> new BearerTokens(TokenFile.open(file));
                        case BASIC -> new BasicTokens(TokenFile.open(file));
                        case MTLS -> ClientCertificates.open(file);
                        case OIDC, NONE -> throw new IllegalStateException("there is no file of callers");
                    });
        } catch (UnusableFileException wrong) {
            Setting<?> setting = used.asksForTokens() ? HTTP_TOKENS_FILE : HTTP_SUBJECTS_FILE;
            throw new UserError(
                    UserError.UNUSABLE, setting.variable() + "=" + file + " cannot be used: " + wrong.getMessage());
        }
    }
}
