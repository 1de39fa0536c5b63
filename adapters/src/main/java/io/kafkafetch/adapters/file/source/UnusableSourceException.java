package io.kafkafetch.adapters.file.source;

import java.io.IOException;

/** A source that cannot do what it is configured to, now or later. The message says how to fix it. */
public final class UnusableSourceException extends IOException {

    private static final long serialVersionUID = 1;

    UnusableSourceException(String message) {
        super(message);
    }
}
