package io.kafkafetch.adapters.file.spool;

import io.kafkafetch.adapters.file.disk.DirectoryClaim;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A spool whose service does not run: it takes whole files of lines, which the service reads at its next start behind all that
 * waits. Not thread-safe.
 */
public final class IdleSpool implements AutoCloseable {

    private final DirectoryClaim claim;
    private final SpoolFiles files;

    private IdleSpool(DirectoryClaim claim, SpoolFiles files) {
        this.claim = claim;
        this.files = files;
    }

    /**
     * Claims the spool in this directory until {@link #close}.
     *
     * @throws io.kafkafetch.adapters.file.disk.UnusableDirectoryException if a service is at work in it, or it cannot be
     *     written to
     */
    public static IdleSpool open(Path directory, Disk disk) {
        DirectoryClaim claim = DirectoryClaim.of(directory, SpoolFiles.NAMES, disk);
        try {
            return new IdleSpool(claim, new SpoolFiles(claim.directory(), Long.MAX_VALUE, disk));
        } catch (IOException e) {
            claim.close();
            throw DirectoryClaim.unusable(directory, e);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    /**
     * Makes this file the spool's newest one, in one step and durably: by its rename. Where this fails it is under its old name
     * still, or it is taken.
     *
     * @param lines a durable file in the spool's directory
     */
    public void take(Path lines) throws IOException {
        files.take(lines);
    }

    /** The line, with its end, that a spool has of a record with this value. */
    public static byte[] line(byte[] value) {
        ByteArrayOutputStream line = SpoolLines.of(List.of(new Entry(null, value)));
        return line.toByteArray();
    }

    /** Gives the directory up. */
    @Override
    public void close() {
        claim.close();
    }
}
