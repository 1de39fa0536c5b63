package io.kafkafetch.adapters.kafka;

import io.kafkafetch.application.trouble.TroubleCode;

/** The committed state of a partition cannot be continued; the code says why, the message how to fix it. */
final class UnusableCheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TroubleCode code;

    UnusableCheckpointException(TroubleCode code, String message) {
        super(message);
        this.code = code;
    }

    TroubleCode code() {
        return code;
    }
}
