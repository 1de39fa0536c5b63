package io.kafkafetch.adapters.http.packed;

import java.io.IOException;

/** A body is not packed as its header says: damaged, cut off, or followed by other bytes. */
public final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Coding coding;

    DamagedException(Coding coding) {
        super("the body is not " + coding.token());
        this.coding = coding;
    }

    /** What it should have been. */
    public Coding coding() {
        return coding;
    }

    /** Without: strangers can cause it. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
