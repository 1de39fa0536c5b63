package io.kafkafetch.adapters.http.replays;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /api/dead-letters/replays}. */
@Controller("/api/dead-letters/replays")
@Requires(beans = ReplayResponses.class)
final class ReplaysController implements ReplaysApi {

    private final ReplayResponses responses;

    ReplaysController(ReplayResponses responses) {
        this.responses = responses;
    }

    @Override
    @Post
    @Consumes(MediaType.ALL) // OrderBody says which
    @Produces({MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> order(HttpRequest<?> request) {
        return responses.order(request);
    }

    @Override
    @Get("/latest")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON_PROBLEM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> latest(HttpRequest<?> request) {
        return responses.latest(request);
    }

    @Override
    @Delete("/latest")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> stop(HttpRequest<?> request) {
        return responses.stop(request);
    }
}
