package io.kafkafetch.adapters.http.identity;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Who may use HTTP, and how the others are refused. Thread-safe. */
public final class Access {

    private final Callers callers;
    private final FailedTries tries = new FailedTries(System::nanoTime);

    /** Access for whoever is one of these. */
    public Access(Callers callers) {
        this.callers = callers;
    }

    /** Who may. */
    public Callers callers() {
        return callers;
    }

    /** The answer to a caller who is unknown; soon that he came too often, if he showed something. */
    public HttpResponse<?> refuseUnknown(HttpRequest<?> request, boolean shown) {
        if (callers.isUndecided(request)) {
            return refuseUndecided();
        }
        String address = request.getRemoteAddress().getAddress().getHostAddress();
        return shown && tries.isTooMany(address)
                ? refusal(ServerProblem.TOO_MANY_TRIES.problem()).header(HttpHeaders.RETRY_AFTER, "1")
                : refusal(ServerProblem.UNAUTHENTICATED.problem())
                        .header(HttpHeaders.WWW_AUTHENTICATE, callers.challenge());
    }

    /** The answer where it cannot be found out who it is. */
    public static HttpResponse<?> refuseUndecided() {
        return refusal(ServerProblem.PROVIDER_AWAY.problem()).header(HttpHeaders.RETRY_AFTER, "5");
    }

    /** The answer to somebody who has not the role. */
    HttpResponse<?> refuse(Caller caller, Role needed) {
        ServerProblem kind = ServerProblem.ROLE_MISSING;
        return refusal(Problem.of(
                kind.status(),
                kind.code(),
                "This needs the role " + needed.text() + ", which " + caller.name() + " has not: " + callers.rolesAt()
                        + " says what it may."));
    }

    private static MutableHttpResponse<Problem> refusal(Problem problem) {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
                .body(problem)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
