package io.kafkafetch.adapters.registry;

/**
 * A registry has a schema, and not all that the schema refers to; or the references form a circle, or are too many or too
 * large. Its message says which, in one line.
 */
public final class UnusableReferencesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableReferencesException(String message) {
        super(message);
    }
}
