package io.kafkafetch.adapters.broker;

import java.io.Serial;

/** The embedded broker could not start. The message is one line for people: what is wrong, and how to fix it. */
public final class BrokerStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
