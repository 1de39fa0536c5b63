package io.kafkafetch.adapters.file.disk;

import java.io.IOException;

/** A folder holds as much as its quota allows: nothing was written. */
public final class FolderFullException extends IOException {

    private static final long serialVersionUID = 1L;

    public FolderFullException(String message) {
        super(message);
    }
}
