package io.kafkafetch.domain.login;

/** Why a record is not counted. Data; prose for people is written where it is shown. */
public sealed interface Reason {

    /** Stable code of the fault, e.g. {@code missing} or {@code not-json}. */
    String code();

    /** One field is at fault. */
    record OfField(LoginField field, FieldFault fault) implements Reason {
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
