package io.kafkafetch.adapters.http.identity;

/** A line of a file of callers is none; the message says what was expected. */
public final class MalformedLineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Of what should be there, without what is. */
    public MalformedLineException(String expected) {
        super(expected);
    }
}
