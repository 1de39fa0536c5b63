package io.kafkafetch.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kafkafetch.bootstrap.config.http.ManagementPort;
import io.kafkafetch.bootstrap.process.UserError;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementPortTest {

    private static final List<String> MANAGEMENT = List.of("/health/liveness", "/prometheus");

    private static ApplicationContext context(Map<String, String> variables) {
        return ApplicationContext.builder()
                .banner(false)
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "env",
                        new HashMap<>(variables),
                        PropertyConvention.ENVIRONMENT_VARIABLE,
                        PropertySource.Origin.of("env")))
                .properties(Map.of("kafka-fetch.source", "none", "micronaut.health.monitor.enabled", false))
                .start();
    }

    @Test
    void healthAndMetricsAreServedThereAloneAndNothingElseIs() throws Exception {
        int port = freePort();
        try (ApplicationContext context = context(Map.of("HTTP_PORT", "-1", "MANAGEMENT_PORT", String.valueOf(port)))) {
            URI server = context.getBean(EmbeddedServer.class).start().getURI();
            URI management = URI.create("http://127.0.0.1:" + port);

            assertThat(server.getPort()).isNotEqualTo(port);
            for (String path : MANAGEMENT) {
                assertThat(status(management.resolve(path))).as(path).isEqualTo(200);
                assertThat(status(server.resolve(path))).as(path).isEqualTo(404);
            }
            assertThat(status(server.resolve("/openapi.yml"))).isEqualTo(200);
            assertThat(status(management.resolve("/openapi.yml"))).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void withoutOneTheyAreServedBesideTheRest(String none) throws Exception {
        try (ApplicationContext context = context(Map.of("HTTP_PORT", "-1", "MANAGEMENT_PORT", none))) {
            URI server = context.getBean(EmbeddedServer.class).start().getURI();

            for (String path : MANAGEMENT) {
                assertThat(status(server.resolve(path))).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void itMayBeThePortOfTheRest() throws Exception {
        String port = String.valueOf(freePort());
        try (ApplicationContext context = context(Map.of("HTTP_PORT", port, "MANAGEMENT_PORT", port))) {
            URI server = context.getBean(EmbeddedServer.class).start().getURI();

            assertThat(status(server.resolve("/prometheus"))).isEqualTo(200);
            assertThat(status(server.resolve("/openapi.yml"))).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "65536", "99999999999"})
    void aPortThatIsNoneIsAUsersErrorBeforeAnythingStarts(String port) {
        Throwable failure =
                catchThrowable(() -> context(Map.of("MANAGEMENT_PORT", port)).close());

        UserError error = UserError.in(failure).orElseThrow(() -> new AssertionError("no user's error", failure));
        assertThat(error)
                .hasMessage("MANAGEMENT_PORT=" + port
                        + " cannot be used: expected a port from 1 to 65535, or nothing for that of HTTP_PORT");
        assertThat(error.exitCode()).isEqualTo(2);
    }

    @Test
    void aTakenPortIsToldInOneLineThatNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ApplicationContext context =
                        context(Map.of("HTTP_PORT", "-1", "MANAGEMENT_PORT", String.valueOf(taken.getLocalPort())))) {
            Throwable failure = catchThrowable(() -> ServiceRun.serve(context, why -> new UserError(1, "not this")));

            assertThat(failure)
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(
                            "health and metrics cannot be served at port " + taken.getLocalPort() + " (")
                    .hasMessageEndingWith("): set MANAGEMENT_PORT to another port, or to nothing for that of HTTP_PORT")
                    .hasMessageNotContaining("\n");
            assertThat(((UserError) failure).exitCode()).isEqualTo(3);
        }
    }

    @Test
    void anotherPortsRefusalIsNotItsOwn() {
        assertThat(ManagementPort.of("8081").refused("Unable to start at 127.0.0.1:8080", Optional.empty()))
                .isEmpty();
        assertThat(ManagementPort.of("").refused("Unable to start at 127.0.0.1:8080", Optional.empty()))
                .isEmpty();
    }

    private static int status(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
