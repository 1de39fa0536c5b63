package io.kafkafetch.adapters.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** {@code GET /openapi.yml}: the description of the API, which the compiler's run made of {@link LoginsController}. */
@Hidden
@Controller("/openapi.yml")
@Requires(property = "kafka-fetch.source", value = "http")
final class OpenApiController {

    private static final String RESOURCE = "/META-INF/swagger/kafka-fetch.yml";

    private final byte[] description;

    OpenApiController() throws IOException {
        try (InputStream resource = Objects.requireNonNull(OpenApiController.class.getResourceAsStream(RESOURCE))) {
            description = resource.readAllBytes();
        }
    }

    @Get
    @Produces("application/yaml")
    byte[] get() {
        return description;
    }
}
