package io.kafkafetch.domain.login;

/** Why a record is not counted. Data; prose for people is written where it is shown. */
public sealed interface Reason {

    /** Stable code of the fault, e.g. {@code missing} or {@code not-json}. */
    String code();

    /**
     * One field is at fault.
     *
     * @param at where it was looked for in an event of another form: a JSON Pointer (RFC 6901) of the mapping, never of the
     *     event; empty in a plain login
     */
    record OfField(LoginField field, FieldFault fault, String at) implements Reason {

        /** A field of a plain login is at fault. */
        public OfField(LoginField field, FieldFault fault) {
            this(field, fault, "");
        }

        @Override
        public String code() {
            return fault.code();
        }
    }

    /** The record as a whole cannot be decoded. */
    record OfRecord(RecordFault fault) implements Reason {
        @Override
        public String code() {
            return fault.code();
        }
    }
}
