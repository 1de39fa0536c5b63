package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.http.identity.Audit;
import io.kafkafetch.adapters.http.logins.admission.ClientAddress;
import io.kafkafetch.adapters.http.logins.body.BodyForm;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.logins.idempotency.IdempotencyKey;
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
@Requires(beans = LoginIntake.class)
final class LoginsController implements LoginsApi {

    private static final String CONTINUE = "100-continue";

    private final LoginIntake intake;
    private final RefusalResponses refusals;

    LoginsController(LoginIntake intake, RefusalResponses refusals) {
        this.intake = intake;
        this.refusals = refusals;
    }

    @Override
    @Post
    @Consumes(MediaType.ALL) // BodyForm says which, and what else would be
    @Produces(MediaType.ALL) // JSON, whatever is asked for: a 406 would leave its sender without a word on what is kept
    @ExecuteOn(TaskExecutors.BLOCKING)
    public HttpResponse<?> post(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        try {
            refuseUnknown(headers);
            Reply reply = intake.take(
                    BodyForm.of(headers),
                    IdempotencyKey.of(headers),
                    ClientAddress.of(request.getRemoteAddress()),
                    ((ServerHttpRequest<?>) request).byteBody());
            Audit.posted(
                    request,
                    reply.answer().accepted(),
                    reply.answer().rejected(),
                    reply.answer().skippedEvents());
            return answer(reply);
        } catch (Refusal refusal) {
            MutableHttpResponse<?> response = refusals.of(refusal);
            // Whether a client that asked before sends its body now, it alone knows.
            return headers.contains(HttpHeaders.EXPECT) ? response.header(HttpHeaders.CONNECTION, "close") : response;
        }
    }

    private static void refuseUnknown(HttpHeaders headers) {
        if (!headers.getAll(HttpHeaders.EXPECT).stream().allMatch(CONTINUE::equalsIgnoreCase)) {
            throw new Refusal(Fault.UNKNOWN_EXPECTATION);
        }
    }

    private static HttpResponse<LoginsAnswer> answer(Reply reply) {
        HttpStatus status = reply.answer().rejected() == 0 ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
        MutableHttpResponse<LoginsAnswer> response = HttpResponse.<LoginsAnswer>status(status)
                .body(reply.answer())
                .contentType(MediaType.APPLICATION_JSON_TYPE);
        return reply.replayed() ? response.header(IdempotencyKey.REPLAYED, "true") : response;
    }
}
