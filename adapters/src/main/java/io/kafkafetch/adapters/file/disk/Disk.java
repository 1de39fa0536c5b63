package io.kafkafetch.adapters.file.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The steps that writing durably is made of; a crash falls between two of them or into one. A seam for tests, which let
 * any step fail.
 */
public interface Disk {

    /**
     * Writes these bytes at the end of the file, creating it if there is none, and makes them durable. If it fails, any
     * part of them may be there.
     *
     * @param end where the file ends
     * @throws IOException also if it ends elsewhere: then somebody else wrote to it, and nothing is written
     */
    void append(Path file, long end, byte[] bytes) throws IOException;

    /** Cuts the file off at this length. */
    void truncate(Path file, long length) throws IOException;

    /** Renames the file, over another if there is one, in one step. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes the file, if there is one. */
    void delete(Path file) throws IOException;

    /** Makes durable which files the directory holds, and under which names. */
    void forceDirectory(Path directory) throws IOException;
}
