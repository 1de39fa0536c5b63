package io.kafkafetch.adapters.kafka.audit;

/** A topic cannot be read as far as it was written; the message says which, and why. */
public final class UnreadableTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableTopicException(String message) {
        super(message);
    }
}
