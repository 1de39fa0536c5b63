package io.kafkafetch.application.trouble;

import java.util.Locale;

/** What a trouble means for the service's readiness. */
public enum Severity {
    /** The service does not do its work, or it is unknown whether it does: it is not ready. */
    DOWN,
    /** The service works, and people should know. */
    WARNING;

    /** Its name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
