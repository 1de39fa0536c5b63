package io.kafkafetch.adapters.http;

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
import java.util.Objects;

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
                                        + " `internal-server-error`, `too-many-connections`.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@Hidden
@Controller("/openapi.yml")
final class OpenApiController {

    private static final String TYPE = "application/yaml";
    private static final String RESOURCE = "/META-INF/swagger/kafka-fetch.yml";

    private final byte[] description;

    OpenApiController() throws IOException {
        try (InputStream resource = Objects.requireNonNull(OpenApiController.class.getResourceAsStream(RESOURCE))) {
            description = resource.readAllBytes();
        }
    }

    @Get
    @Produces(TYPE)
    HttpResponse<byte[]> get() {
        return HttpResponse.ok(description).contentType(TYPE);
    }
}
