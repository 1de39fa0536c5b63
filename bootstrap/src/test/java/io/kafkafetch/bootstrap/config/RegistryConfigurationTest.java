package io.kafkafetch.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkafetch.adapters.broker.Certificates;
import io.kafkafetch.adapters.pem.PemFile;
import io.kafkafetch.adapters.registry.RegistryAwayException;
import io.kafkafetch.adapters.registry.SchemaId;
import io.kafkafetch.adapters.registry.embedded.EmbeddedRegistry;
import io.kafkafetch.adapters.registry.http.HttpSchemaRegistry;
import io.kafkafetch.adapters.registry.http.RegistryTls;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.bootstrap.catalogue.Faults;
import io.kafkafetch.bootstrap.config.RegistryConfiguration.Shown;
import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigurationTest {

    private static final SchemaId SEVEN = new SchemaId.Numbered(7);

    @TempDir
    private static Path shared = Path.of("");

    private static Certificates certificates = new Certificates(shared);

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(shared);
    }

    /** Settings by their keys, whose common beginning is left out. */
    private static Settings settings(String... given) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            texts.put("schema-registry-" + given[i], given[i + 1]);
        }
        return Settings.of(texts);
    }

    private static RegistryConfiguration of(String... given) {
        return RegistryConfiguration.of(settings(given));
    }

    private static List<String> faults(String... given) {
        UserError error = catchThrowableOfType(UserError.class, () -> of(given));
        assertThat(error).isNotNull();
        assertThat(Faults.in(settings(given))).containsAll(error.lines());
        assertThat(error.exitCode()).isEqualTo(UserError.USAGE);
        return error.lines();
    }

    // ---- what is said

    @Test
    void byDefaultThereIsNone() {
        assertThat(of()).isEqualTo(new RegistryConfiguration(List.of(), new Shown.Nothing(), RegistryTls.USUAL));
        assertThat(of().open()).isEmpty();
    }

    @Test
    void allOfThemCount() {
        RegistryConfiguration basic = of(
                "url", "https://one.example.com:8081, http://two/apis/ccompat/v7/",
                "username", "key",
                "password", "canary",
                "ca-file", "ca.pem",
                "cert-file", "own.pem",
                "key-file", "own.key");

        assertThat(basic)
                .isEqualTo(new RegistryConfiguration(
                        List.of(URI.create("https://one.example.com:8081"), URI.create("http://two/apis/ccompat/v7/")),
                        new Shown.Basic("key", "canary"),
                        new RegistryTls(
                                Optional.of(Path.of("ca.pem")),
                                Optional.of(new RegistryTls.Own(Path.of("own.pem"), Path.of("own.key"))))));
        assertThat(of("url", "http://one", "token", "canary").shown()).isEqualTo(new Shown.Bearer("canary"));
        assertThat(of("url", "http://one", "token-file", "token").shown())
                .isEqualTo(new Shown.BearerFile(Path.of("token")));
        assertThat(basic.toString() + of("url", "http://one", "token", "canary"))
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com:8081",
                "ftp://one",
                "http:///path",
                "http://one?a=b",
                "http://one#a",
                "http://one,",
                "http://one, two",
                "http://a b",
                "https://user:canary@one"
            })
    void whatIsNoAddressIsNamedWithoutAPassword(String url) {
        assertThatThrownBy(() -> of("url", url))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("SCHEMA_REGISTRY_URL=")
                .hasMessageEndingWith(" cannot be used: expected addresses with http or https, separated by commas,"
                        + " without a user and a query, such as https://registry.example.com:8081")
                .message()
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "username, a:b, a name without a colon",
        "token, can ary, a token without spaces",
    })
    void whatCannotBeShownIsNamed(String setting, String value, String expected) {
        assertThatThrownBy(() -> of("url", "http://one", setting, value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageEndingWith(" cannot be used: expected " + expected)
                .message()
                .doesNotContain("can ary");
    }

    @Test
    void allThatDoNotGoTogetherAreNamedAtOnce() {
        assertThat(faults("username", "key", "token", "canary", "token-file", "token", "cert-file", "own.pem"))
                .containsExactly(
                        "SCHEMA_REGISTRY_USERNAME has no effect without SCHEMA_REGISTRY_URL: set that, or leave it out",
                        "SCHEMA_REGISTRY_TOKEN has no effect without SCHEMA_REGISTRY_URL: set that, or leave it out",
                        "SCHEMA_REGISTRY_TOKEN_FILE has no effect without SCHEMA_REGISTRY_URL: set that, or leave it out",
                        "SCHEMA_REGISTRY_CERT_FILE has no effect without SCHEMA_REGISTRY_URL: set that, or leave it out",
                        "SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD go together: set both, or none",
                        "SCHEMA_REGISTRY_TOKEN and SCHEMA_REGISTRY_TOKEN_FILE are both set: leave one of them out",
                        "a registry is shown a name and a password, or a token: leave out SCHEMA_REGISTRY_USERNAME and"
                                + " SCHEMA_REGISTRY_PASSWORD, or SCHEMA_REGISTRY_TOKEN",
                        "SCHEMA_REGISTRY_CERT_FILE and SCHEMA_REGISTRY_KEY_FILE go together: set both, or none");
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        String gone = folder.resolve("gone").toString();

        assertUnusable(
                "SCHEMA_REGISTRY_TOKEN_FILE=" + empty + " cannot be used: expected a token", "token-file", empty);
        assertUnusable(
                "SCHEMA_REGISTRY_CA_FILE=" + empty + " cannot be used: expected a certificate", "ca-file", empty);
        assertUnusable(
                "SCHEMA_REGISTRY_CERT_FILE=" + gone + " cannot be used: cannot be read",
                "cert-file",
                gone,
                "key-file",
                empty);
        assertUnusable(
                "SCHEMA_REGISTRY_KEY_FILE=" + empty + " cannot be used: expected a private key",
                "cert-file",
                certificates.clientPem(),
                "key-file",
                empty);
        Path another = certificates.serverPem();
        assertUnusable(
                "SCHEMA_REGISTRY_KEY_FILE=" + another + " cannot be used: it is not the key of the certificate in ",
                "cert-file",
                certificates.clientPem(),
                "key-file",
                another);
    }

    private static void assertUnusable(String message, Object... given) {
        String[] all = new String[given.length + 2];
        all[0] = "url";
        all[1] = "https://localhost:1";
        for (int i = 0; i < given.length; i++) {
            all[i + 2] = given[i].toString();
        }
        assertThatThrownBy(() -> of(all).open())
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(UserError.UNUSABLE))
                .hasMessageStartingWith(message);
    }

    // ---- TLS

    private static EmbeddedRegistry secured(boolean wantsCertificates) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server",
                PemFile.privateKey(certificates.serverPem()),
                new char[0],
                PemFile.certificates(certificates.serverPem()).toArray(X509Certificate[]::new));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca", PemFile.certificates(certificates.trustedPem()).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return EmbeddedRegistry.start(tls, wantsCertificates);
    }

    private static Fault away(HttpSchemaRegistry client) {
        RegistryAwayException away = catchThrowableOfType(RegistryAwayException.class, () -> client.schema(SEVEN));
        assertThat(away).isNotNull();
        return away.fault();
    }

    @Test
    void aRegistryWithTlsIsTrustedByItsCa() throws Exception {
        try (EmbeddedRegistry registry = secured(false)) {
            String url = registry.url().toString();
            try (HttpSchemaRegistry client = of(
                            "url", url, "ca-file", certificates.trustedPem().toString())
                    .open()
                    .orElseThrow()) {
                assertThat(client.schema(SEVEN)).isEmpty();
            }
            for (String[] settings : new String[][] {
                {"url", url}, {"url", url, "ca-file", certificates.otherPem().toString()}
            }) {
                try (HttpSchemaRegistry client = of(settings).open().orElseThrow()) {
                    Fault fault = away(client);
                    assertThat(fault.code()).isEqualTo(TroubleCode.SCHEMA_REGISTRY_AWAY);
                    assertThat(fault.details()).startsWith(url + " cannot be spoken with by TLS (");
                }
            }
            assertThat(registry.requests()).hasSize(1);
        }
    }

    @Test
    void aRegistryMayWantACertificate() throws Exception {
        try (EmbeddedRegistry registry = secured(true)) {
            String url = registry.url().toString();
            String ca = certificates.trustedPem().toString();
            String own = certificates.clientPem().toString();
            try (HttpSchemaRegistry client = of("url", url, "ca-file", ca, "cert-file", own, "key-file", own)
                            .open()
                            .orElseThrow();
                    HttpSchemaRegistry without =
                            of("url", url, "ca-file", ca).open().orElseThrow()) {
                assertThat(client.schema(SEVEN)).isEmpty();
                assertThat(away(without).code()).isEqualTo(TroubleCode.SCHEMA_REGISTRY_AWAY);
            }
        }
    }

    @Test
    void whatIsShownReachesTheRegistry() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "from-a-file\n");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            String url = registry.url().toString();
            for (String[] settings : new String[][] {
                {"url", url},
                {"url", url, "username", "key", "password", "secret"},
                {"url", url, "token", "given"},
                {"url", url, "token-file", token.toString()}
            }) {
                try (HttpSchemaRegistry client = of(settings).open().orElseThrow()) {
                    client.schema(SEVEN);
                }
            }
            assertThat(registry.shown())
                    .containsExactly("", "Basic a2V5OnNlY3JldA==", "Bearer given", "Bearer from-a-file");
        }
    }
}
