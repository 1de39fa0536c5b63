package io.kafkafetch.adapters.http.answers;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * What Micronaut answers itself as {@code application/problem+json}: status and code alone, and what may be done about it,
 * see {@link ServerProblem}. Thread-safe.
 */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        MutableHttpResponse<Problem> answer = response.body(problem(HttpStatus.valueOf(response.code())));
        if (!RequestIdFilter.hasSeen(request)) { // filters don't see what is malformed
            answer.header(RequestIdFilter.HEADER, RequestIdFilter.idOf(request));
        }
        return request.getMethod() == HttpMethod.HEAD
                ? answer
                : answer.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    private static Problem problem(HttpStatus status) {
        return ServerProblem.of(status)
                .map(ServerProblem::problem)
                .orElseGet(() -> Problem.of(
                        status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'), status.getReason()));
    }
}
