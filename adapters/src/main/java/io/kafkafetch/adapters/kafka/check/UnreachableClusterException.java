package io.kafkafetch.adapters.kafka.check;

/** No broker answered in time. The message is one line for people. */
public final class UnreachableClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableClusterException(String message) {
        super(message);
    }
}
