package io.kafkafetch.adapters.http.logins.fault;

import io.micronaut.http.HttpStatus;

/** Why a request was not taken, or not to its end. A client tells faults apart by their code, which never changes. */
public enum Fault {
    EMPTY_BODY(HttpStatus.BAD_REQUEST, "empty-body", "The body holds no event."),
    NOT_JSON(
            HttpStatus.BAD_REQUEST,
            "not-json",
            "The body is not one JSON value in UTF-8, or nests too deep. No part of it was kept."),
    NOT_GZIP(
            HttpStatus.BAD_REQUEST,
            "not-gzip",
            "The body is not gzip, although Content-Encoding says so: it is damaged, cut off, or followed by other bytes."),
    NOT_DEFLATE(
            HttpStatus.BAD_REQUEST,
            "not-deflate",
            "The body is not deflate, although Content-Encoding says so: it is damaged, cut off, or followed by other"
                    + " bytes."),
    NOT_ZSTD(
            HttpStatus.BAD_REQUEST,
            "not-zstd",
            "The body is not zstd, although Content-Encoding says so: it is damaged, cut off, followed by other bytes, or"
                    + " wants a dictionary."),
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
    TOO_OLD(
            HttpStatus.REQUEST_TIMEOUT,
            "too-long-under-way",
            "The request has been under way for as long as one may (HTTP_REQUEST_AGE of the service). Go on in a new one."),
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
    TOO_MANY_EVENTS(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "too-many-events",
            "The request holds more events than one may (HTTP_EVENTS of the service). Go on in a new one."),
    UNPACKED_TOO_LARGE(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "unpacked-too-large",
            "The body is larger, once unpacked, than the limit (HTTP_UNPACKED_BYTES of the service). Go on in a new"
                    + " request."),
    PACKED_TOO_TIGHTLY(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "packed-too-tightly",
            "More comes out of the packed body than logins do (HTTP_UNPACKED_RATIO of the service, or more events than"
                    + " bytes that were sent). Send it unpacked."),
    WINDOW_TOO_LARGE(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "zstd-window-too-large",
            "The zstd data wants a window of more than 8 MiB, the bound for HTTP (RFC 9659). Compress it without --long"
                    + " and --ultra."),
    UNKNOWN_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Send application/json or application/x-ndjson, in UTF-8. The header Accept-Post has the types."),
    UNKNOWN_ENCODING(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-content-encoding",
            "Send the body as it is, or with Content-Encoding gzip, zstd or deflate, at most two of them."),
    UNKNOWN_EXPECTATION(
            HttpStatus.EXPECTATION_FAILED,
            "unknown-expectation",
            "No Expect but 100-continue can be met. Send the request without it."),
    OTHER_CONTENT(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "idempotency-key-other-content",
            "This Idempotency-Key came with other events before. Nothing more of this request was kept."),
    BUSY(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "Too many requests are under way. Try again."),
    ADDRESS_BUSY(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-requests-of-address",
            "As many requests of this address are under way as one may have (HTTP_REQUESTS_PER_ADDRESS of the service)."
                    + " Try again."),
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

    /** The answer's status. */
    public HttpStatus status() {
        return status;
    }

    /** Stable name on the wire; never changes its meaning. */
    public String code() {
        return code;
    }

    /** For people; nothing of the request is in it. */
    public String detail() {
        return detail;
    }

    /** Whether the same request may well be taken later. */
    public boolean passes() {
        return this == KEY_IN_USE || status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE;
    }

    /** Whether the rest of the body is not to be waited for: its client keeps nobody's promise. */
    public boolean endsConnection() {
        return this == TOO_SLOW || this == TOO_OLD || this == BROKEN_BODY || this == UNKNOWN_EXPECTATION;
    }

    /** Whether it lies in the body from here on, so that the events before it are kept. */
    public boolean liesAhead() {
        return switch (this) {
            case NOT_GZIP,
                    NOT_DEFLATE,
                    NOT_ZSTD,
                    BROKEN_BODY,
                    TOO_SLOW,
                    TOO_OLD,
                    EVENT_TOO_LARGE,
                    TOO_MANY_EVENTS,
                    UNPACKED_TOO_LARGE,
                    PACKED_TOO_TIGHTLY,
                    WINDOW_TOO_LARGE,
                    NO_BUFFER -> true;
            case EMPTY_BODY,
                    NOT_JSON,
                    INVALID_KEY,
                    KEY_IN_USE,
                    DOCUMENT_TOO_LARGE,
                    UNKNOWN_TYPE,
                    UNKNOWN_ENCODING,
                    UNKNOWN_EXPECTATION,
                    OTHER_CONTENT,
                    BUSY,
                    ADDRESS_BUSY,
                    BUFFER_FULL,
                    NOT_IN_TIME,
                    INBOX_FAILED,
                    STOPPING -> false;
        };
    }
}
