package io.kafkafetch.adapters.http.packed;

import java.io.IOException;

/** A zstd frame asks for a window above {@link ZstdWindow#MAX_BYTES}. */
public final class WindowTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    WindowTooLargeException() {
        super("the window is too large");
    }

    /** Without: strangers can cause it. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
