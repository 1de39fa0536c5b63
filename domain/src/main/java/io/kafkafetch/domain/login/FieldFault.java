package io.kafkafetch.domain.login;

/** What can be wrong with one field of a login event. */
public enum FieldFault {
    /** Absent, or {@code null}. */
    MISSING("missing"),
    /** Empty, or white space alone. */
    BLANK("blank"),
    /** Neither text nor, for {@code timestamp}, an integer or the text of one. */
    WRONG_TYPE("wrong-type"),
    /** A timestamp before 1970 or after 9999. */
    OUT_OF_RANGE("out-of-range"),
    /** The same, of a number that would be of this century in milliseconds. */
    IN_MILLISECONDS("out-of-range"),
    /** The same, of a number that would be of this century in microseconds. */
    IN_MICROSECONDS("out-of-range"),
    /** Should be an ISO 8601 time with an offset, see {@link TimestampFormat#ISO_8601}, and is none. */
    NOT_A_TIME("not-a-time"),
    /** Its value is none of those that a mapping's table lists. */
    NOT_IN_TABLE("not-in-table"),
    /** Longer than {@link LoginEvent#MAX_TEXT} code points. */
    TOO_LONG("too-long"),
    /** Holds a lone surrogate, so that it has no UTF-8 form. */
    NOT_UNICODE("not-unicode"),
    /** Given more than once. */
    REPEATED("repeated");

    private final String code;

    FieldFault(String code) {
        this.code = code;
    }

    /** Stable name on the wire (dead letter headers, metrics); never changes its meaning. Several faults may share one. */
    public String code() {
        return code;
    }
}
