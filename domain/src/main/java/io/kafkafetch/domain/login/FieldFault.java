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

    /** Stable name on the wire (dead letter headers, metrics); never changes its meaning. */
    public String code() {
        return code;
    }
}
