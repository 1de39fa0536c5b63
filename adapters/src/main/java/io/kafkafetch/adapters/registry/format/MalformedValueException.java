package io.kafkafetch.adapters.registry.format;

import io.kafkafetch.domain.login.RecordFault;

/** The bytes of a value are not of its schema. */
public final class MalformedValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RecordFault fault;

    /** @param fault {@link RecordFault#NOT_AVRO}, {@link RecordFault#NOT_PROTOBUF} or, of JSON Schema, {@link RecordFault#NOT_JSON} */
    public MalformedValueException(RecordFault fault) {
        super(fault.code(), null, false, false);
        this.fault = fault;
    }

    /** What is wrong with the record. */
    public RecordFault fault() {
        return fault;
    }
}
