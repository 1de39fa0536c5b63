package io.kafkafetch.bootstrap.config.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.http.identity.Role;
import io.kafkafetch.adapters.http.identity.oidc.OidcSettings;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessConfigurationTest {

    private static AccessConfiguration access(String host, Map<String, String> given) {
        return AccessConfiguration.of(Settings.of(given), ServerAddress.of(host, "8080"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.9", "::1"})
    void onLoopbackNobodyHasToSayAnything(String host) {
        assertThat(access(host, Map.of()).asks()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void whereOthersReachItSomebodyHasToSayWhoMay(String host) {
        assertThatThrownBy(() -> access(host, Map.of()))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(2))
                .hasMessage("HTTP_HOST=" + host
                        + " lets others reach HTTP, and HTTP_AUTH is not set: set HTTP_AUTH=token with"
                        + " HTTP_TOKENS_FILE (`kafka-fetch token` makes tokens), or HTTP_AUTH=none if everybody who reaches it"
                        + " may look and post");
        assertThat(access(host, Map.of("http-auth", "none")).asks()).isFalse();
        assertThat(access(host, Map.of("http-auth", "token", "http-tokens-file", "tokens"))
                        .asks())
                .isTrue();
    }

    @Test
    void tokensAndTheirFileGoTogether() {
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-auth", "token")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HTTP_AUTH=token needs HTTP_TOKENS_FILE");
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-tokens-file", "tokens")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "HTTP_TOKENS_FILE has no effect without HTTP_AUTH=token or HTTP_AUTH=basic: set that, or leave it"
                                + " out");
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-auth", "basic")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HTTP_AUTH=basic needs HTTP_TOKENS_FILE");
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-auth", "kerberos")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("HTTP_AUTH=kerberos cannot be used: expected none, token, basic, oidc or mtls");
    }

    @Test
    void certificatesAndTheirFilesGoTogether() {
        Map<String, String> tls = Map.of("http-tls-cert", "own.crt", "http-tls-key", "own.key");
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-auth", "mtls")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("HTTP_AUTH=mtls needs HTTP_SUBJECTS_FILE");
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-auth", "mtls", "http-subjects-file", "subjects")))
                .isInstanceOf(UserError.class)
                .hasMessage("HTTP_AUTH=mtls needs HTTP_TLS_CLIENT_CA, the CAs in PEM that sign callers' certificates");
        assertThatThrownBy(() -> access("127.0.0.1", Map.of("http-subjects-file", "subjects")))
                .isInstanceOf(UserError.class)
                .hasMessage("HTTP_SUBJECTS_FILE has no effect without HTTP_AUTH=mtls: set that, or leave it out");
        Map<String, String> clientCa = new HashMap<>(tls);
        clientCa.put("http-tls-client-ca", "ca.crt");
        assertThatThrownBy(() -> access("127.0.0.1", clientCa))
                .isInstanceOf(UserError.class)
                .hasMessage("HTTP_TLS_CLIENT_CA has no effect without HTTP_AUTH=mtls: set that, or leave it out");
    }

    private static final Map<String, String> OIDC = Map.of(
            "http-auth",
            "oidc",
            "http-oidc-issuer",
            "https://login.example.com/realms/main",
            "http-oidc-client-id",
            "us");

    private static Map<String, String> oidc(String setting, String value) {
        Map<String, String> changed = new HashMap<>(OIDC);
        changed.put(setting, value);
        return changed;
    }

    @Test
    void anIdentityProviderIsKnownByItsIssuerAndItsNameForUs() {
        OidcSettings settings = access("::", OIDC).oidc().orElseThrow();

        assertThat(settings)
                .isEqualTo(new OidcSettings(
                        URI.create("https://login.example.com/realms/main"),
                        "us",
                        Optional.empty(),
                        "us",
                        "openid",
                        "roles",
                        Map.of(
                                "post", Set.of(Role.POST),
                                "view", Set.of(Role.VIEW),
                                "operate", Set.of(Role.OPERATE),
                                "metrics", Set.of(Role.METRICS)),
                        "sub"));
        for (String setting : List.of("http-oidc-issuer", "http-oidc-client-id")) {
            assertThatThrownBy(() -> access("::", oidc(setting, "")))
                    .isInstanceOfSatisfying(
                            UserError.class,
                            error -> assertThat(error.exitCode()).isEqualTo(2))
                    .hasMessageStartingWith(
                            "HTTP_AUTH=oidc needs " + setting.replace('-', '_').toUpperCase(Locale.ROOT) + ", the ");
        }
    }

    @Test
    void rolesOfTheProviderAreReadAsTheyAreSaid() {
        OidcSettings settings = access(
                        "::", oidc("http-oidc-roles", "/kafka/viewers:view, urn:a:ops:operate,urn:a:ops:view"))
                .oidc()
                .orElseThrow();

        assertThat(settings.roles())
                .isEqualTo(Map.of("/kafka/viewers", Set.of(Role.VIEW), "urn:a:ops", Set.of(Role.OPERATE, Role.VIEW)));
    }

    @ParameterizedTest
    @CsvSource({
        "http-oidc-issuer, login.example.com",
        "http-oidc-issuer, http://login.example.com",
        "http-oidc-issuer, https://login.example.com?x=y",
        "http-oidc-issuer, https://user@login.example.com",
        "http-oidc-issuer, https:login",
        "http-oidc-issuer, 'https://login example.com'",
        "http-oidc-scopes, profile",
        "http-oidc-roles, view",
        "http-oidc-roles, 'a:view,'",
        "http-oidc-roles, a:admin",
        "http-oidc-roles, :view",
        "http-oidc-roles-claim, ' '",
        "http-oidc-name-claim, ' '"
    })
    void whatAnIdentityProviderCannotBeIsRefused(String setting, String value) {
        assertThatThrownBy(() -> access("::", oidc(setting, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(setting.replace('-', '_').toUpperCase(Locale.ROOT) + "="
                        + value.replace("//user@", "//[hidden]@") + " cannot be used: expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8180/realms/main", "http://127.0.0.1", "http://[::1]:9", "https://x/"})
    void aProviderIsReachedSafely(String issuer) {
        assertThat(access("::", oidc("http-oidc-issuer", issuer)).oidc()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-oidc-issuer", "http-oidc-client-id", "http-oidc-client-secret", "http-oidc-audience"})
    void withoutOidcItsSettingsHaveNoEffect(String setting) {
        String variable = setting.replace('-', '_').toUpperCase(Locale.ROOT);

        assertThatThrownBy(() -> access("127.0.0.1", Map.of(setting, "https://example.com")))
                .isInstanceOf(UserError.class)
                .hasMessage(variable + " has no effect without HTTP_AUTH=oidc: set that, or leave it out");
    }

    @Test
    void aSecretOfTheProviderIsInNoText() {
        assertThat(access("::", oidc("http-oidc-client-secret", "canary")).toString())
                .doesNotContain("canary");
    }

    @Test
    void aCertificateAndItsKeyGoTogether() {
        assertThatThrownBy(() -> tls(Map.of("http-tls-cert", "own.crt")))
                .isInstanceOf(UserError.class)
                .hasMessage("HTTP_TLS_CERT and HTTP_TLS_KEY go together: set both, or none");
        assertThatThrownBy(() -> tls(Map.of("http-tls-client-ca", "ca.crt")))
                .isInstanceOf(UserError.class)
                .hasMessage("HTTP_TLS_CLIENT_CA has no effect without HTTP_TLS_CERT and HTTP_TLS_KEY");
        assertThatThrownBy(() -> tls(Map.of("http-tls-cert", "none.crt", "http-tls-key", "none.key"))
                        .open())
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(3))
                .hasMessage("HTTP_TLS_CERT=none.crt cannot be used: cannot be read (NoSuchFileException)");
        assertThat(tls(Map.of()).properties(ServerAddress.of("::1", "8080"), ManagementPort.of("8081")))
                .isEmpty();
    }

    private static TlsConfiguration tls(Map<String, String> given) {
        return TlsConfiguration.of(Settings.of(given));
    }

    @Test
    void aFileOfTokensThatCannotBeUsedIsAUsersError(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "one line\n");

        assertThatThrownBy(() -> access("::1", Map.of("http-auth", "token", "http-tokens-file", file.toString()))
                        .open())
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(3))
                .hasMessage("HTTP_TOKENS_FILE=" + file
                        + " cannot be used: line 1: expected NAME ROLE[,ROLE] SHA-256, separated by spaces");
    }
}
