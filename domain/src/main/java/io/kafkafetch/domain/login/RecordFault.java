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
    NOT_AN_OBJECT("not-an-object"),
    /** The value names a schema that the registry does not have. */
    UNKNOWN_SCHEMA("unknown-schema"),
    /** The value's schema is of a kind that cannot be read, or does not describe an object. */
    WRONG_SCHEMA_TYPE("wrong-schema-type"),
    /** The bytes are not what the value's Avro schema describes, or more as JSON than is taken. */
    NOT_AVRO("not-avro"),
    /** The bytes are not what the value's Protobuf schema describes, or more as JSON than is taken. */
    NOT_PROTOBUF("not-protobuf");

    private final String code;

    RecordFault(String code) {
        this.code = code;
    }

    /** Stable name on the wire (dead letter headers, metrics); never changes its meaning. */
    public String code() {
        return code;
    }
}
