package io.kafkafetch.adapters.http.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.domain.insight.Metric;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code GET /openapi.yml}: the description of the API, which the compiler's run made of the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "kafka-fetch",
                        version = "1",
                        description =
                                "Takes login events, each of which will be counted exactly once or end as a dead letter,"
                                        + " and shows what became of them. All paths of this version are described:"
                                        + " /api/logins is there with SOURCE=http alone. Any path may also answer with"
                                        + " a problem of the server: `bad-request`, `not-found`, `method-not-allowed`,"
                                        + " `not-acceptable`, `request-entity-too-large`, `unsupported-media-type`,"
                                        + " `internal-server-error`, `too-many-connections`, and where callers sign in by"
                                        + " OpenID Connect `identity-provider-away`.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@Hidden
@Controller("/openapi.yml")
final class OpenApiController {

    private static final String TYPE = "application/yaml";
    private static final String RESOURCE = "/META-INF/swagger/kafka-fetch.yml";

    private final byte[] description;

    OpenApiController() throws IOException {
        try (InputStream resource = Objects.requireNonNull(OpenApiController.class.getResourceAsStream(RESOURCE))) {
            description =
                    withMetrics(new String(resource.readAllBytes(), UTF_8)).getBytes(UTF_8);
        }
    }

    /** The compiler's run knows no metric: each gets its member in the place of {@code breakdowns}. */
    private static String withMetrics(String generated) {
        return generated
                .replace("      - breakdowns\n", metrics("      - %s\n"))
                .replaceFirst(
                        "(?m)^ {8}breakdowns:\n(?: {10}.*\n)+",
                        metrics("        %s:\n          \\$ref: \"#/components/schemas/Breakdown\"\n"));
    }

    private static String metrics(String form) {
        return Arrays.stream(Metric.Ranked.values())
                .map(metric -> form.formatted(metric.wireName()))
                .collect(Collectors.joining());
    }

    @Get
    @Produces(TYPE)
    HttpResponse<byte[]> get() {
        return HttpResponse.ok(description).contentType(TYPE);
    }
}
