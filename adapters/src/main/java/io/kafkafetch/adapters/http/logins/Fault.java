package io.kafkafetch.adapters.http.logins;

import io.micronaut.http.HttpStatus;

/** Why a request was not taken, or not to its end. A client tells faults apart by their code, which never changes. */
enum Fault {
    EMPTY_BODY(HttpStatus.BAD_REQUEST, "empty-body", "The body holds no event."),
    NOT_JSON(
            HttpStatus.BAD_REQUEST,
            "not-json",
            "The body is not one JSON value in UTF-8, or nests too deep. Nothing of it was kept."),
    NOT_GZIP(
            HttpStatus.BAD_REQUEST,
            "not-gzip",
            "The body is not gzip, although Content-Encoding says so: it is damaged, cut off, or followed by other bytes."),
    BROKEN_BODY(
            HttpStatus.BAD_REQUEST,
            "broken-body",
            "The body ended before it was complete, or its chunks are malformed."),
    INVALID_KEY(
            HttpStatus.BAD_REQUEST,
            "invalid-idempotency-key",
            "Idempotency-Key is not one header of 1 to 255 visible ASCII characters."),
    TOO_SLOW(
            HttpStatus.REQUEST_TIMEOUT,
            "too-slow",
            "The next event did not arrive in time. Send whole events, or end the request."),
    KEY_IN_USE(
            HttpStatus.CONFLICT,
            "idempotency-key-in-use",
            "A request with this Idempotency-Key is under way, or what it handed over is not settled yet."),
    EVENT_TOO_LARGE(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "event-too-large",
            "An event is larger than the limit (MAX_EVENT_BYTES of the service)."),
    DOCUMENT_TOO_LARGE(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "document-too-large",
            "The JSON document is larger than the limit (HTTP_DOCUMENT_BYTES of the service). Send application/x-ndjson,"
                    + " which has no bound."),
    UNKNOWN_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Send application/json or application/x-ndjson, in UTF-8."),
    UNKNOWN_ENCODING(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-content-encoding",
            "Send the body as it is, or with Content-Encoding: gzip."),
    OTHER_CONTENT(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "idempotency-key-other-content",
            "This Idempotency-Key came with other events before. Nothing more of this request was kept."),
    BUSY(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "Too many requests are under way. Try again."),
    BUFFER_FULL(HttpStatus.TOO_MANY_REQUESTS, "buffer-full", "More is waiting already than should. Try again."),
    NO_BUFFER(
            HttpStatus.SERVICE_UNAVAILABLE,
            "no-buffer",
            "There is no memory for another large event or document at this moment. Try again."),
    NOT_IN_TIME(
            HttpStatus.SERVICE_UNAVAILABLE,
            "not-durable-in-time",
            "Events could not be made durable in time. Those beyond the kept ones may have been kept all the same."),
    INBOX_FAILED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "inbox-failed",
            "Events could not be made durable. Those beyond the kept ones may have been kept all the same."),
    STOPPING(HttpStatus.SERVICE_UNAVAILABLE, "stopping", "The service is stopping.");

    private final HttpStatus status;
    private final String code;
    private final String detail;

    Fault(HttpStatus status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    /** For people; nothing of the request is in it. */
    String detail() {
        return detail;
    }

    /** Whether the same request may well be taken later. */
    boolean passes() {
        return this == KEY_IN_USE || status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE;
    }

    /** Whether the rest of the body is not to be waited for: its client keeps nobody's promise. */
    boolean endsConnection() {
        return this == TOO_SLOW || this == BROKEN_BODY;
    }

    /** Whether it lies in the body from here on, so that the events before it are kept. */
    boolean liesAhead() {
        return switch (this) {
            case NOT_GZIP, BROKEN_BODY, TOO_SLOW, EVENT_TOO_LARGE, NO_BUFFER -> true;
            case EMPTY_BODY,
                    NOT_JSON,
                    INVALID_KEY,
                    KEY_IN_USE,
                    DOCUMENT_TOO_LARGE,
                    UNKNOWN_TYPE,
                    UNKNOWN_ENCODING,
                    OTHER_CONTENT,
                    BUSY,
                    BUFFER_FULL,
                    NOT_IN_TIME,
                    INBOX_FAILED,
                    STOPPING -> false;
        };
    }
}
