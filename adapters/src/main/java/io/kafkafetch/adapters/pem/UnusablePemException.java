package io.kafkafetch.adapters.pem;

import java.io.Serial;

/** A text is no PEM, or not of what was expected; the message says why, and nothing of what is in it. */
public final class UnusablePemException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusablePemException(String why) {
        super(why);
    }
}
