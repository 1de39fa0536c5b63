package io.kafkafetch.bootstrap.config;

import java.util.Locale;

/** Where logins come from. */
public enum Source {
    /** The topic {@code INPUT_TOPIC}. */
    KAFKA,
    /** The file {@code SOURCE_FILE}. */
    FILE,
    /** {@code POST /api/logins}; what it takes is kept first, in {@code INPUT_TOPIC} or in a spool, and read there. */
    HTTP,
    /** Nowhere: what others counted is added up. */
    TALLIES,
    /** Nowhere: for commands that need the configuration alone. */
    NONE;

    static final String EXPECTED = "kafka, file or http";

    /** Its name in the configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
