package io.kafkafetch.adapters.file;

import java.io.IOException;

/** A folder holds as much as its quota allows: nothing was written. */
final class FolderFullException extends IOException {

    private static final long serialVersionUID = 1L;

    FolderFullException(String message) {
        super(message);
    }
}
