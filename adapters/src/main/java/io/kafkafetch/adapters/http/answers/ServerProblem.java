package io.kafkafetch.adapters.http.answers;

import io.micronaut.http.HttpStatus;
import java.util.Arrays;
import java.util.Optional;

/**
 * The problems that any path may answer with, beside those of {@code POST /api/logins}. A client tells them apart by their
 * code, which never changes.
 */
public enum ServerProblem {
    BAD_REQUEST(
            HttpStatus.BAD_REQUEST, "bad-request", "This is not an HTTP request: its head or address is malformed."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "not-found",
            "There is nothing here. GET /openapi.yml describes the API; POST /api/logins, which takes logins, is there with"
                    + " SOURCE=http alone."),
    BATCH_NOT_KEPT(
            HttpStatus.NOT_FOUND,
            "batch-not-kept",
            "There is no such batch, or it is older than the latest 200. The topic of insights has it, as far back as it"
                    + " reaches."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "This path is not for this method; the header Allow has those it is for, GET /openapi.yml describes them."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "not-acceptable",
            "This path answers with another type than Accept asks for; GET /openapi.yml has its type."),
    HEAD_TOO_LARGE(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "request-entity-too-large",
            "The request's first line or its headers are too large: above 4 KiB and 8 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Send application/json or application/x-ndjson, in UTF-8."),
    INTERNAL_SERVER_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal-server-error",
            "The service failed where it should not. Its log says more, in the lines with this X-Request-Id."),
    TOO_MANY_CONNECTIONS(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too-many-connections",
            "As many connections are open as may be (HTTP_CONNECTIONS of the service). Try again."),
    TOO_MANY_VIEWERS(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too-many-viewers",
            "As many streams are open as may be (HTTP_VIEWERS of the service), or the service stops."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "unauthenticated",
            "A token is needed, in the header Authorization: Bearer TOKEN, and nobody has the one that was sent, if one"
                    + " was. The page signs in at /sign-in."),
    ROLE_MISSING(HttpStatus.FORBIDDEN, "role-missing", "The token's roles do not include what this needs."),
    TOO_MANY_TRIES(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-tries",
            "Wrong tokens came from this address too often. Try again in a second, with the right one."),
    PROVIDER_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "identity-provider-away",
            "The identity provider (HTTP_OIDC_ISSUER of the service) cannot be asked, and so it cannot be found out who"
                    + " sends this. Try again."),
    BAD_QUERY(
            HttpStatus.BAD_REQUEST,
            "bad-query",
            "A parameter of the query cannot be used. GET /openapi.yml describes them."),
    ROLLUPS_OFF(
            HttpStatus.NOT_FOUND,
            "rollups-off",
            "This service makes no totals over all partitions: start it with ROLLUPS=on."),
    ROLLUPS_LOADING(
            HttpStatus.SERVICE_UNAVAILABLE,
            "rollups-loading",
            "The totals over all partitions are not read yet, or nothing was counted since they are made. Try again."),
    NO_DEAD_LETTER_TOPIC(
            HttpStatus.NOT_FOUND,
            "no-dead-letter-topic",
            "This service puts dead letters into no topic: only with SINK=kafka they can be listed, and sent again."),
    DEAD_LETTERS_UNKNOWN(
            HttpStatus.SERVICE_UNAVAILABLE,
            "dead-letters-unknown",
            "The dead letters are not read yet, cannot be read now, or others ask for them at this moment. Try again; if that"
                    + " lasts, the service's log says why."),
    BAD_REPLAY(
            HttpStatus.BAD_REQUEST,
            "bad-replay",
            "The body orders no replay. GET /openapi.yml describes its members; {} is a dry run of all open letters."),
    REPLAY_TOO_LARGE(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "replay-too-large",
            "The body is larger than the 64 KiB of a replay's order. Send filters instead of many ids, or several orders."),
    REPLAY_RUNNING(
            HttpStatus.CONFLICT,
            "replay-running",
            "A replay runs already, and there is one at a time. GET /api/dead-letters/replays/latest shows it, DELETE ends"
                    + " it; then try again."),
    NO_REPLAY(
            HttpStatus.NOT_FOUND,
            "no-replay",
            "No replay was ordered from this instance since it started. The log of dead letters (DLQ_LOG_TOPIC) has all"
                    + " that was ever done with them.");

    private final HttpStatus status;
    private final String code;
    private final String detail;

    ServerProblem(HttpStatus status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** The problem that the framework's own answer of this status is. */
    static Optional<ServerProblem> of(HttpStatus status) {
        return Arrays.stream(values())
                .filter(problem -> problem.status == status)
                .findFirst();
    }

    public HttpStatus status() {
        return status;
    }

    /** Stable code. */
    public String code() {
        return code;
    }

    /** What happened and what to do, in English. */
    public String detail() {
        return detail;
    }

    /** As it is answered. */
    public Problem problem() {
        return Problem.of(status, code, detail);
    }
}
