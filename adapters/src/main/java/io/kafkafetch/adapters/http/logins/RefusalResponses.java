package io.kafkafetch.adapters.http.logins;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.logins.body.BodyForm;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.http.packed.Coding;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refusals as {@code application/problem+json}. Thread-safe. */
@Singleton
@Requires(beans = LoginIntake.class)
final class RefusalResponses {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalResponses.class);

    private static final String ACCEPT_POST = "Accept-Post";

    /** Seconds. What a client waits for is a buffer that empties, or a broker that comes back. */
    private static final String RETRY_AFTER = "1";

    /** Between two warnings: how often requests fail is up to their senders. */
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong warnedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    MutableHttpResponse<Problem> of(Refusal refusal) {
        Fault fault = refusal.fault();
        if (refusal.getCause() != null && isDue()) {
            LOG.warn("Logins could not be kept: {}", refusal.getCause().toString());
        }
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(fault.status())
                .body(new Problem(fault.status(), fault.code(), fault.detail(), refusal.kept()))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
        if (fault.passes()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        if (fault.endsConnection()) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
        if (fault == Fault.UNKNOWN_ENCODING) {
            response.header(HttpHeaders.ACCEPT_ENCODING, Coding.ACCEPTED);
        }
        if (fault == Fault.UNKNOWN_TYPE) {
            response.header(ACCEPT_POST, BodyForm.ACCEPTED);
        }
        return response;
    }

    private boolean isDue() {
        long last = warnedNanos.get();
        long now = System.nanoTime();
        return now - last >= QUIET_NANOS && warnedNanos.compareAndSet(last, now);
    }
}
