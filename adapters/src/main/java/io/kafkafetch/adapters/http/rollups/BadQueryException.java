package io.kafkafetch.adapters.http.rollups;

/** What was asked for cannot be answered; the message says which parameter it is, and what was expected. */
final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadQueryException(String message) {
        super(message);
    }
}
