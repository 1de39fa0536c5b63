package io.kafkafetch.adapters.kafka;

/** The committed state of a partition cannot be continued; the message says why, and how to mend it. */
final class UnusableCheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCheckpointException(String message) {
        super(message);
    }
}
