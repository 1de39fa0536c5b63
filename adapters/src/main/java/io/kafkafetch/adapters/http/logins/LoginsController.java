package io.kafkafetch.adapters.http.logins;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code POST /api/logins}: what a request is, and what an answer; {@link LoginIntake} does the rest. */
@Controller("/api/logins")
@Requires(property = "kafka-fetch.source", value = "http")
final class LoginsController implements LoginsApi {

    private final LoginIntake intake;
    private final RefusalResponses refusals;

    LoginsController(LoginIntake intake, RefusalResponses refusals) {
        this.intake = intake;
        this.refusals = refusals;
    }

    @Override
    @Post
    @Consumes({MediaType.APPLICATION_JSON, BodyForm.NDJSON, BodyForm.NDJSON_TOO, BodyForm.JSON_LINES})
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> post(HttpRequest<?> request) {
        try {
            HttpHeaders headers = request.getHeaders();
            Reply reply = intake.take(
                    BodyForm.of(headers), IdempotencyKey.of(headers), ((ServerHttpRequest<?>) request).byteBody());
            return answer(reply);
        } catch (Refusal refusal) {
            return refusals.of(refusal);
        }
    }

    private static HttpResponse<LoginsAnswer> answer(Reply reply) {
        HttpStatus status = reply.answer().rejected() == 0 ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
        MutableHttpResponse<LoginsAnswer> response =
                HttpResponse.<LoginsAnswer>status(status).body(reply.answer());
        return reply.replayed() ? response.header(IdempotencyKey.REPLAYED, "true") : response;
    }
}
