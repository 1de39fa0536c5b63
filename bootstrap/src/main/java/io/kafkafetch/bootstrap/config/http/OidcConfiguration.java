package io.kafkafetch.bootstrap.config.http;

import io.kafkafetch.adapters.http.identity.Role;
import io.kafkafetch.adapters.http.identity.oidc.OidcSettings;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Setting;
import io.kafkafetch.bootstrap.settings.Setting.Group;
import io.kafkafetch.bootstrap.settings.SettingType;
import io.kafkafetch.bootstrap.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings of {@code HTTP_AUTH=oidc}; {@link OidcSettings} says what each means. */
final class OidcConfiguration {

    private static final String NEEDED = "HTTP_AUTH=oidc needs ";

    static final Setting<Optional<URI>> HTTP_OIDC_ISSUER = Setting.of(
                    Group.HTTP,
                    "HTTP_OIDC_ISSUER",
                    SettingType.of(
                                    "the issuer as its tokens have it, with https (or http on this machine), such as"
                                            + " https://login.example.com/realms/main",
                                    "`https://…`",
                                    OidcConfiguration::issuer)
                            .optional(),
                    "",
                    "the identity provider of `HTTP_AUTH=oidc`, exactly as its tokens call it")
            .more("; at this address `/.well-known/openid-configuration` is read. See"
                    + " [OpenID Connect](OPERATIONS.md#openid-connect)");
    static final Setting<Optional<String>> HTTP_OIDC_CLIENT_ID = Setting.of(
            Group.HTTP, "HTTP_OIDC_CLIENT_ID", text(), "", "the name of this service at the identity provider");
    static final Setting<Optional<String>> HTTP_OIDC_CLIENT_SECRET = Setting.of(
                    Group.HTTP, "HTTP_OIDC_CLIENT_SECRET", text(), "", "its secret there; none for a public client")
            .more(". Or `HTTP_OIDC_CLIENT_SECRET_FILE`, see [Secrets in files](#secrets-in-files)");
    static final Setting<Optional<String>> HTTP_OIDC_AUDIENCE = Setting.of(
                    Group.HTTP, "HTTP_OIDC_AUDIENCE", text(), "", "whom the tokens of API clients must be for (`aud`)")
            .found("`HTTP_OIDC_CLIENT_ID`");
    static final Setting<String> HTTP_OIDC_SCOPES = Setting.of(
                    Group.HTTP,
                    "HTTP_OIDC_SCOPES",
                    SettingType.of(
                            "scopes with openid among them, separated by spaces, such as openid profile",
                            "`openid`, …",
                            text -> Optional.of(text.strip())
                                    .filter(scopes ->
                                            List.of(scopes.split(" +")).contains("openid"))),
                    "openid",
                    "what the page asks the identity provider for")
            .more("; more where claims need it");
    static final Setting<String> HTTP_OIDC_ROLES_CLAIM = Setting.of(
                    Group.HTTP,
                    "HTTP_OIDC_ROLES_CLAIM",
                    SettingType.text("the name of a claim, or a path such as realm_access.roles", "a name or a path"),
                    "roles",
                    "the claim with a caller's roles, such as `realm_access.roles`")
            .more("; a list, or a text with spaces between them");
    static final Setting<Map<String, Set<Role>>> HTTP_OIDC_ROLES = Setting.of(
                    Group.HTTP,
                    "HTTP_OIDC_ROLES",
                    SettingType.of(
                            "VALUE:ROLE, separated by commas, with roles among post, view, operate, metrics, such as"
                                    + " kafka-viewers:view,kafka-ops:operate",
                            "`VALUE:ROLE`, …",
                            OidcConfiguration::roles),
                    "",
                    "what each value of that claim means")
            .found("`post`, `view`, `operate` and `metrics` mean themselves");
    static final Setting<String> HTTP_OIDC_NAME_CLAIM = Setting.of(
                    Group.HTTP,
                    "HTTP_OIDC_NAME_CLAIM",
                    SettingType.text("the name of a claim, such as preferred_username", "a name"),
                    "sub",
                    "the claim with a caller's name, for page and audit log")
            .more("; `preferred_username` is easier to read, and often personal: see [Privacy](PRIVACY.md)");

    static final List<Setting<?>> SETTINGS = List.of(
            HTTP_OIDC_ISSUER,
            HTTP_OIDC_CLIENT_ID,
            HTTP_OIDC_CLIENT_SECRET,
            HTTP_OIDC_AUDIENCE,
            HTTP_OIDC_SCOPES,
            HTTP_OIDC_ROLES_CLAIM,
            HTTP_OIDC_ROLES,
            HTTP_OIDC_NAME_CLAIM);

    private OidcConfiguration() {}

    /**
     * What these settings say; empty where nobody needs them.
     *
     * @param chosen whether {@code HTTP_AUTH=oidc}
     * @throws UserError if one of them is missing, or without effect
     */
    static Optional<OidcSettings> of(Settings settings, boolean chosen) {
        if (!chosen) {
            for (Setting<? extends Optional<?>> setting :
                    List.of(HTTP_OIDC_ISSUER, HTTP_OIDC_CLIENT_ID, HTTP_OIDC_CLIENT_SECRET, HTTP_OIDC_AUDIENCE)) {
                if (settings.get(setting).isPresent()) {
                    throw new UserError(
                            UserError.USAGE,
                            setting.variable() + " has no effect without HTTP_AUTH=oidc: set that, or leave it out");
                }
            }
            return Optional.empty();
        }
        URI issuer = settings.get(HTTP_OIDC_ISSUER)
                .orElseThrow(() -> new UserError(
                        UserError.USAGE, NEEDED + "HTTP_OIDC_ISSUER, the address of the identity provider"));
        String client = settings.get(HTTP_OIDC_CLIENT_ID)
                .orElseThrow(() -> new UserError(
                        UserError.USAGE,
                        NEEDED + "HTTP_OIDC_CLIENT_ID, the name of this service at the identity provider"));
        return Optional.of(new OidcSettings(
                issuer,
                client,
                settings.get(HTTP_OIDC_CLIENT_SECRET),
                settings.get(HTTP_OIDC_AUDIENCE).orElse(client),
                settings.get(HTTP_OIDC_SCOPES),
                settings.get(HTTP_OIDC_ROLES_CLAIM),
                settings.get(HTTP_OIDC_ROLES),
                settings.get(HTTP_OIDC_NAME_CLAIM)));
    }

    private static SettingType<Optional<String>> text() {
        return SettingType.text("a text", "a text").optional();
    }

    private static Optional<URI> issuer(String text) {
        try {
            return Optional.of(new URI(text.strip()))
                    .filter(OidcSettings::isSafe)
                    .filter(uri -> uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null);
        } catch (URISyntaxException noUri) {
            return Optional.empty();
        }
    }

    /** A value may have colons in it, as a URN has. */
    private static Optional<Map<String, Set<Role>>> roles(String text) {
        Map<String, Set<Role>> roles = new HashMap<>();
        if (text.isBlank()) {
            return Optional.of(Arrays.stream(Role.values()).collect(Collectors.toMap(Role::text, Set::of)));
        }
        for (String pair : text.split(",", -1)) {
            int colon = pair.lastIndexOf(':');
            Optional<Role> role = Role.of(pair.substring(colon + 1).strip());
            if (colon <= 0 || role.isEmpty()) {
                return Optional.empty();
            }
            roles.computeIfAbsent(pair.substring(0, colon).strip(), value -> EnumSet.noneOf(Role.class))
                    .add(role.get());
        }
        return Optional.of(roles);
    }
}
