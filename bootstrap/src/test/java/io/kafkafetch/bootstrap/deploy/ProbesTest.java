package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kubelet and Prometheus find what they ask for, at a real server with the settings of the manifests. */
@ExtendWith(NeedsKubectl.class)
class ProbesTest {

    private final Manifests manifests = Manifests.of("overlays/everything");

    @TempDir
    Path temp;

    @Test
    void probesAndMetricsAreServedAtTheManagementPortAlone() throws Exception {
        int port = freePort();
        String token = "of Prometheus alone";
        Path tokens = Files.writeString(temp.resolve("tokens"), "prometheus metrics " + sha256(token) + "\n");
        Map<String, Object> variables = new HashMap<>(manifests.environment());
        variables.putAll(Map.of(
                "HTTP_PORT", "-1", "MANAGEMENT_PORT", String.valueOf(port), "HTTP_TOKENS_FILE", tokens.toString()));
        variables.keySet().removeIf(name -> name.startsWith("KAFKA_"));

        try (ApplicationContext context = context(variables)) {
            URI server = URI.create("http://127.0.0.1:"
                    + context.getBean(EmbeddedServer.class).start().getPort());
            URI management = URI.create("http://127.0.0.1:" + port);
            for (String path : probes()) {
                assertThat(status(management.resolve(path), "")).as(path).isEqualTo(200);
                assertThat(status(server.resolve(path), "")).as(path).isEqualTo(404);
            }
            URI metrics = management.resolve(manifests
                    .one(ServiceMonitor.class)
                    .getSpec()
                    .getEndpoints()
                    .getFirst()
                    .getPath());
            assertThat(status(metrics, "")).isEqualTo(401);
            assertThat(status(metrics, token)).isEqualTo(200);
        }
    }

    /** Liveness restarts, readiness does not. */
    @Test
    void theKubeletsProbesAreOfTheirKind() {
        var container = manifests.container();

        assertThat(List.of(
                        container.getStartupProbe().getHttpGet(),
                        container.getLivenessProbe().getHttpGet(),
                        container.getReadinessProbe().getHttpGet()))
                .allSatisfy(probe -> assertThat(probe.getPort().getStrVal()).isEqualTo("management"))
                .extracting(HTTPGetAction::getPath)
                .containsExactly("/health/liveness", "/health/liveness", "/health/readiness");
    }

    private List<String> probes() {
        var container = manifests.container();
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .map(probe -> probe.getHttpGet().getPath())
                .distinct()
                .toList();
    }

    private static String sha256(String token) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    }

    private static ApplicationContext context(Map<String, Object> variables) {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "env", variables, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("env")))
                .properties(Map.of("kafka-fetch.source", "none", "micronaut.health.monitor.enabled", false))
                .start();
    }

    private static int status(URI uri, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri);
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
