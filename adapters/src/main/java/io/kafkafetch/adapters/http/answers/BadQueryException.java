package io.kafkafetch.adapters.http.answers;

/** What was asked for cannot be answered; the message says which parameter it is, and what was expected. */
public final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message which parameter it is, and what was expected */
    public BadQueryException(String message) {
        super(message);
    }

    /** As it is answered. */
    public Problem problem() {
        ServerProblem kind = ServerProblem.BAD_QUERY;
        return Problem.of(kind.status(), kind.code(), String.valueOf(getMessage()));
    }
}
