package io.kafkafetch.adapters.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors as {@code application/problem+json}: refusals, and whatever Micronaut answers itself (404, 405, 406, 415, 500),
 * of which only the status is told, and what may be done about it. Thread-safe.
 */
@Singleton
@Requires(property = "kafka-fetch.source", value = "http")
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

    /** Seconds. What a client waits for is a buffer that empties, or a broker that comes back. */
    private static final String RETRY_AFTER = "1";

    /** Between two warnings: how often requests fail is up to their senders. */
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong warnedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    HttpResponse<Problem> of(Refusal refusal) {
        Fault fault = refusal.fault();
        if (refusal.getCause() != null && isDue()) {
            LOG.warn("Logins could not be kept: {}", refusal.getCause().toString());
        }
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(fault.status())
                .body(Problem.of(refusal))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
        if (fault.passes()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        if (fault.endsConnection()) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
        if (fault == Fault.UNKNOWN_ENCODING) {
            response.header(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
        return response;
    }

    /** What may be done about it, where that is known. */
    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing here: POST /api/logins takes logins, GET /openapi.yml describes it.";
            case METHOD_NOT_ALLOWED -> "This path is not for this method: logins are sent by POST /api/logins.";
            case UNSUPPORTED_MEDIA_TYPE -> Fault.UNKNOWN_TYPE.detail();
            default -> status.getReason();
        };
    }

    private boolean isDue() {
        long last = warnedNanos.get();
        long now = System.nanoTime();
        return now - last >= QUIET_NANOS && warnedNanos.compareAndSet(last, now);
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Problem problem = Problem.of(status, code, detail(status), null);
        MutableHttpResponse<Problem> answer = response.body(problem);
        return context.getRequest().getMethod() == HttpMethod.HEAD
                ? answer
                : answer.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
