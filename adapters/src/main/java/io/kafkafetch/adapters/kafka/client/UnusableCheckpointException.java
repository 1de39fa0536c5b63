package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.application.trouble.TroubleCode;

/** The committed state of a partition cannot be continued; the code says why, the message how to fix it. */
public final class UnusableCheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TroubleCode code;

    public UnusableCheckpointException(TroubleCode code, String message) {
        super(message);
        this.code = code;
    }

    TroubleCode code() {
        return code;
    }
}
