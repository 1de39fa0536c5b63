package io.kafkafetch.application.trouble;

import java.util.Locale;

/** What a trouble means for whoever asks whether the service is ready. */
public enum Severity {
    /** The service does not do its work, or nobody knows whether it does: it is not ready. */
    DOWN,
    /** The service works, and people should know. */
    WARNING;

    /** Its name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
