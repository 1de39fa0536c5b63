package io.kafkafetch.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.access.ServingProperties;
import io.kafkafetch.bootstrap.process.Contexts;
import io.kafkafetch.bootstrap.process.UserError;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP with tokens, as a service serves it. */
class ServingTest {

    @TempDir
    Path folder;

    private static ApplicationContext serving(Map<String, Object> settings) {
        ApplicationContext context = Contexts.builder()
                .environmentPropertySource(false)
                .properties(Map.of("kafka-fetch.source", "none", "micronaut.health.monitor.enabled", false))
                .properties(settings)
                .build();
        ServingProperties.addTo(context.getEnvironment());
        return context.start();
    }

    private static String body(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            (headers.length == 0 ? request : request.headers(headers)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void healthHasNoDetailsForWhoHasNoToken() throws Exception {
        Path tokens = Files.writeString(
                folder.resolve("tokens"),
                "ops view ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"); // of abc
        try (ApplicationContext context = serving(Map.of(
                "micronaut.server.port",
                -1,
                "kafka-fetch.http-auth",
                "token",
                "kafka-fetch.http-tokens-file",
                tokens.toString()))) {
            URI health = ServiceRun.serve(context, why -> new UserError(1, "refused"))
                    .getURI()
                    .resolve("/health/liveness");

            assertThat(body(health)).contains("\"status\"").doesNotContain("details");
            assertThat(context.getProperty("endpoints.health.details-visible", String.class))
                    .contains("AUTHENTICATED");
            assertThat(body(health.resolve("/prometheus"), "Authorization", "Bearer abc"))
                    .contains("role-missing");
        }
    }

    @Test
    void whereNobodyNeedsATokenHealthHasItsDetails() {
        try (ApplicationContext context = serving(Map.of("micronaut.server.port", -1))) {
            assertThat(context.getProperty("endpoints.health.details-visible", String.class))
                    .contains("ANONYMOUS");
        }
    }
}
