package io.kafkafetch.adapters.http.letters;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/dead-letters}. */
@Controller("/api")
@Requires(beans = LetterResponses.class)
final class LettersController implements LettersApi {

    private final LetterResponses responses;

    LettersController(LetterResponses responses) {
        this.responses = responses;
    }

    @Override
    @Get("/dead-letters")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> letters(
            @QueryValue @Nullable String state,
            @QueryValue @Nullable String reason,
            @QueryValue @Nullable String field,
            @QueryValue @Nullable String since,
            @QueryValue @Nullable String until,
            @QueryValue @Nullable String partition,
            @QueryValue @Nullable String limit)
            throws InterruptedException {
        return responses.list(new LetterQuery.Parameters(state, reason, field, since, until, partition, limit));
    }
}
