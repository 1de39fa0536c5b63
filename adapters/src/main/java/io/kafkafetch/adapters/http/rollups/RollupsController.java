package io.kafkafetch.adapters.http.rollups;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/rollups}. */
@Controller("/api")
@Requires(beans = RollupResponses.class)
final class RollupsController implements RollupsApi {

    private final RollupResponses responses;

    RollupsController(RollupResponses responses) {
        this.responses = responses;
    }

    @Override
    @Get("/rollups")
    @Produces({MediaType.APPLICATION_JSON, "text/csv", MediaType.APPLICATION_JSON_PROBLEM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> rollups(
            HttpRequest<?> request,
            @QueryValue @Nullable String from,
            @QueryValue @Nullable String to,
            @QueryValue @Nullable String step,
            @QueryValue @Nullable String by,
            @QueryValue @Nullable String top,
            @QueryValue @Nullable String format) {
        return responses.series(request, new Series.Parameters(from, to, step, by, top), format);
    }
}
