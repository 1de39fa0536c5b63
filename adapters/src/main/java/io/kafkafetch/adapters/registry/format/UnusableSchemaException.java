package io.kafkafetch.adapters.registry.format;

/** Values of a schema cannot be read, whatever is in them. */
final class UnusableSchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    UnusableSchemaException(String why) {
        super(why);
        this.why = why;
    }

    /** The reason in one line. */
    String why() {
        return why;
    }
}
