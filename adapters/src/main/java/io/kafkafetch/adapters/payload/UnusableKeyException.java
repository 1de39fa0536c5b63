package io.kafkafetch.adapters.payload;

import java.io.Serial;

/** A text is no key that can be used; the message says what was expected, and nothing of the text. */
public final class UnusableKeyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableKeyException(String expected) {
        super(expected);
    }
}
