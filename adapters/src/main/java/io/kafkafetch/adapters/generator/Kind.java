package io.kafkafetch.adapters.generator;

import io.kafkafetch.adapters.generator.GeneratorSettings.Target;
import io.kafkafetch.domain.login.MissingDeviceType;

/** What a record was meant to be, so that a run can be held against what went into it. */
public enum Kind {
    /** A login with all it needs. */
    VALID,
    /** A login whose {@code device_type} is absent or null; common in the real feed. */
    MISSING_DEVICE_TYPE,
    /** A login cut off somewhere: not JSON. */
    TRUNCATED,
    /** JSON, but an array, a text, a number, a boolean or null. */
    NOT_AN_OBJECT,
    /** A field that is neither text nor a whole number. */
    WRONG_TYPE,
    /** A field other than {@code device_type} is absent. */
    MISSING_FIELD,
    /** A field other than {@code device_type} is null. */
    NULL_FIELD,
    /** A field is empty or white space alone. */
    BLANK_FIELD,
    /** A field is given twice. */
    REPEATED_FIELD,
    /** A timestamp before 1970 or after 9999. */
    TIMESTAMP_OUT_OF_RANGE,
    /** A text of more than 256 code points. */
    TEXT_TOO_LONG,
    /** A text of 900 KiB: just below what a broker takes by default. Every 5,000th corrupt record, no more. */
    HUGE_TEXT,
    /** The escape of half a surrogate pair, which has no UTF-8 form. */
    LONE_SURROGATE,
    /** Bytes that are not UTF-8 within a text. */
    INVALID_UTF8,
    /** No bytes. */
    EMPTY,
    /** White space alone, line breaks among it. */
    WHITE_SPACE,
    /** No value: a null. */
    TOMBSTONE;

    /** Whether the service is to count such a record under this policy; if not, it is to reject it. */
    public boolean accepted(MissingDeviceType policy) {
        return this == VALID || (this == MISSING_DEVICE_TYPE && policy == MissingDeviceType.UNKNOWN);
    }

    /** Whether it is one of those that {@link GeneratorSettings#corruptPercent} is about. */
    public boolean corrupt() {
        return this != VALID && this != MISSING_DEVICE_TYPE;
    }

    /**
     * Whether such a record can be carried there. A line has no null; an empty or a blank line is often taken for no
     * record at all, so that nobody could say how many records such a file holds.
     */
    boolean carriedBy(Target target) {
        return switch (target) {
            case TOPIC -> true;
            case LINES -> this != TOMBSTONE && this != EMPTY && this != WHITE_SPACE;
        };
    }
}
