package io.kafkafetch.domain.login;

/** What can be wrong with a record before any field of it can be looked at: it is undecodable. */
public enum RecordFault {
    /** No value at all: Kafka's tombstone. */
    TOMBSTONE("tombstone"),
    /** A value of no bytes, or of white space alone. */
    EMPTY("empty"),
    /** More bytes than the source takes for one record; they were not looked at. */
    TOO_LARGE("too-large"),
    /** The bytes are not UTF-8. */
    NOT_UTF8("not-utf8"),
    /** The text is not one JSON value (RFC 8259), or nests deeper than the decoder's bound. */
    NOT_JSON("not-json"),
    /** JSON, but not an object. */
    NOT_AN_OBJECT("not-an-object");

    private final String code;

    RecordFault(String code) {
        this.code = code;
    }

    /** Stable name on the wire (dead letter headers, metrics); never changes its meaning. */
    public String code() {
        return code;
    }
}
