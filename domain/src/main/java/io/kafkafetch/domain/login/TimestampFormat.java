package io.kafkafetch.domain.login;

/** How the moment of a login is written. */
public enum TimestampFormat {
    /** Seconds since 1970-01-01T00:00:00Z, a whole number or the text of one. */
    EPOCH_SECONDS("epoch-seconds", 1),
    /** Milliseconds since then; what is less than a second is cut off. */
    EPOCH_MILLIS("epoch-millis", 1_000),
    /** Microseconds since then; what is less than a second is cut off. */
    EPOCH_MICROS("epoch-micros", 1_000_000),
    /** A text as {@link IsoTime} reads it, e.g. {@code 2026-01-05T09:00:00.123+01:00}. */
    ISO_8601("iso-8601", 1);

    private final String code;
    private final long perSecond;

    TimestampFormat(String code, long perSecond) {
        this.code = code;
        this.perSecond = perSecond;
    }

    /** Its name in a mapping. */
    public String code() {
        return code;
    }

    /** How many of its units are a second; of a text, 1. */
    long perSecond() {
        return perSecond;
    }
}
