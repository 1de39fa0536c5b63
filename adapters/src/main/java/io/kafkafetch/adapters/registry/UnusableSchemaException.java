package io.kafkafetch.adapters.registry;

/** Values of a schema cannot be read, whatever is in them. */
public final class UnusableSchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    /** @param why the reason in one line, without what is in the schema but names */
    public UnusableSchemaException(String why) {
        super(why);
        this.why = why;
    }

    /** The reason in one line. */
    public String why() {
        return why;
    }
}
