package io.kafkafetch.adapters.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * What Micronaut answers itself (404, 405, 406, 415, 500) as {@code application/problem+json}; only the status is told,
 * and what may be done about it. Thread-safe.
 */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    /** What may be done about it, where that is known. */
    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND ->
                "There is nothing here. GET /openapi.yml describes the API; POST /api/logins, which takes logins, is there"
                        + " with SOURCE=http alone.";
            case METHOD_NOT_ALLOWED ->
                "This path is not for this method; the header Allow has those it is for, GET /openapi.yml describes them.";
            case UNSUPPORTED_MEDIA_TYPE -> // nothing but logins is sent
                "Send application/json or application/x-ndjson, in UTF-8.";
            default -> status.getReason();
        };
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        MutableHttpResponse<Problem> answer = response.body(Problem.of(status, code, detail(status)));
        return context.getRequest().getMethod() == HttpMethod.HEAD
                ? answer
                : answer.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
