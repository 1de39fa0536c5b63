package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.broker.Certificates;
import io.kafkafetch.bootstrap.access.ServingProperties;
import io.kafkafetch.bootstrap.kafka.Await;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** HTTP over TLS, as a service serves it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TlsTest {

    @TempDir
    static Path shared;

    private static Certificates made;
    private static Certificates renewed;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() throws Exception {
        made = Certificates.make(Files.createDirectory(shared.resolve("made")));
        renewed = Certificates.make(Files.createDirectory(shared.resolve("renewed")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A service whose certificate and key are those of {@code server.pem} in the folder. */
    private ApplicationContext serving(int port, Map<String, Object> settings) throws IOException {
        Path pem = folder.resolve("server.pem");
        Files.copy(made.serverPem(), pem);
        Map<String, Object> all = new HashMap<>(settings);
        all.put("kafka-fetch.source", "none");
        all.put("kafka-fetch.http-tls-cert", pem.toString());
        all.put("kafka-fetch.http-tls-key", pem.toString());
        all.put("micronaut.server.port", port);
        all.put("micronaut.health.monitor.enabled", false);
        ApplicationContext context = Contexts.builder()
                .environmentPropertySource(false)
                .properties(all)
                .build();
        ServingProperties.addTo(context.getEnvironment());
        context.start();
        ServiceRun.serve(context, why -> new UserError(1, "refused"));
        return context;
    }

    /** Trusts what this CA signed, and shows what is in this store. */
    private static SSLContext client(Certificates ca, KeyManager... shows) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(ca.trustStore().toFile(), Certificates.PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shows, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] showing(Path store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
                KeyStore.getInstance(store.toFile(), Certificates.PASSWORD.toCharArray()),
                Certificates.PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private static HttpResponse<String> get(SSLContext client, int port, String path) throws Exception {
        try (HttpClient http = HttpClient.newBuilder().sslContext(client).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static SSLSocket connected(Certificates ca, int port) throws Exception {
        SSLSocket socket = (SSLSocket) client(ca).getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    private static String statusLine(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET /health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[1 << 16];
        int length = in.read(answer);
        return length < 0
                ? "closed"
                : new String(answer, 0, length, US_ASCII).lines().toList().getFirst();
    }

    @Test
    void everythingIsServedByTlsAndHealthIsAskedByIt() throws Exception {
        int port = freePort();
        int management = freePort();
        try (ApplicationContext context = serving(port, Map.of("endpoints.all.port", management))) {
            assertThat(get(client(made), port, "/openapi.yml").statusCode()).isEqualTo(200);
            assertThat(get(client(made), port, "/health/liveness").statusCode()).isEqualTo(404);
            assertThat(get(client(made), management, "/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(health(Map.of("MANAGEMENT_PORT", String.valueOf(management))))
                    .isZero();
            assertThat(health(Map.of(
                            "MANAGEMENT_PORT",
                            String.valueOf(management),
                            "HTTP_TLS_CERT",
                            renewed.serverPem().toString())))
                    .as("who answers at the port with another certificate is not the service")
                    .isEqualTo(1);
            assertThat(context.isRunning()).isTrue();
        }
    }

    private int health(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(
                Map.of("HTTP_TLS_CERT", folder.resolve("server.pem").toString()));
        all.putAll(environment);
        return new CommandLine(new HealthCommand(all))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--liveness");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsOfTlsAreSpoken(String version) throws Exception {
        int port = freePort();
        try (ApplicationContext context = serving(port, Map.of());
                SSLSocket socket = (SSLSocket) client(made).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {version});
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 200 Ok");
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void aRenewedCertificateIsServedAndNoConnectionEnds() throws Exception {
        int port = freePort();
        try (ApplicationContext context = serving(port, Map.of());
                SSLSocket before = connected(made, port)) {
            assertThat(statusLine(before)).isEqualTo("HTTP/1.1 200 Ok");

            Files.writeString(folder.resolve("server.pem"), "half of it");
            try (SSLSocket still = connected(made, port)) {
                assertThat(statusLine(still)).isEqualTo("HTTP/1.1 200 Ok");
            }
            Files.copy(renewed.serverPem(), folder.resolve("new.pem"));
            Files.move(
                    folder.resolve("new.pem"),
                    folder.resolve("server.pem"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);

            Await.until("the new one is served", () -> {
                try (SSLSocket after = connected(renewed, port)) {
                    Certificate[] chain = after.getSession().getPeerCertificates();
                    return chain.length == 2 && statusLine(after).equals("HTTP/1.1 200 Ok");
                } catch (SSLException stillTheOldOne) {
                    return false;
                }
            });
            assertThat(statusLine(before)).isEqualTo("HTTP/1.1 200 Ok");
            assertThat(context.isRunning()).isTrue();
        }
    }

    @Test
    void aCertificatesSubjectHasRoles() throws Exception {
        int port = freePort();
        Path subjects = Files.writeString(
                folder.resolve("subjects"), "# who\ndashboards view  cn=MTLS-client\nother post CN=other,O=Example\n");
        try (ApplicationContext context = serving(
                port,
                Map.of(
                        "kafka-fetch.http-auth",
                        "mtls",
                        "kafka-fetch.http-subjects-file",
                        subjects.toString(),
                        "kafka-fetch.http-tls-client-ca",
                        made.trustedPem().toString()))) {
            SSLContext known = client(made, showing(made.clientStore()));
            assertThat(get(known, port, "/openapi.yml").statusCode()).isEqualTo(200);
            assertThat(get(known, port, "/api/session").body()).contains("\"dashboards\"", "\"sign_in\":null");
            HttpResponse<String> role = get(known, port, "/prometheus");
            assertThat(role.statusCode()).isEqualTo(403);
            assertThat(role.body())
                    .contains("which dashboards has not: HTTP_SUBJECTS_FILE of the service says what it may");

            HttpResponse<String> nobody = get(client(made), port, "/openapi.yml");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Certificate realm=\"kafka-fetch\"");
            assertThat(get(client(made), port, "/health/liveness").body())
                    .contains("\"status\"")
                    .doesNotContain("details");
            assertThat(health(Map.of("HTTP_PORT", String.valueOf(port)))).isZero();

            SSLContext foreign = client(made, showing(renewed.clientStore()));
            assertThatThrownBy(() -> get(foreign, port, "/openapi.yml")).isInstanceOf(IOException.class);
            assertThat(context.isRunning()).isTrue();
        }
    }
}
