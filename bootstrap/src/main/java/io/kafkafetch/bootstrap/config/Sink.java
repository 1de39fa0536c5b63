package io.kafkafetch.bootstrap.config;

import java.util.Locale;

/** Where insights and dead letters go. */
public enum Sink {
    /** The topics {@code OUTPUT_TOPIC} and {@code DLQ_TOPIC}. */
    KAFKA,
    /** Files in {@code SINK_DIR}. */
    FILE,
    /** Standard output. */
    CONSOLE;

    static final String EXPECTED = "kafka, file or console";

    /** Its name in the configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
