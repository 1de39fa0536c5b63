package io.kafkafetch.bootstrap.health;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disks that the service writes to have some room left. One that does not tell has: what is wrong with it
 * shows where it is written to.
 *
 * @param folders where it writes
 * @param freeBytes of the disk that a folder is on
 */
record FreeDisk(List<Path> folders, ToLongFunction<Path> freeBytes) {

    private static final Logger LOG = LoggerFactory.getLogger(FreeDisk.class);

    /** Less is almost nothing. */
    static final long LEAST_BYTES = 10L << 20;

    FreeDisk {
        folders = List.copyOf(folders);
    }

    /** As the operating system tells. */
    FreeDisk(List<Path> folders) {
        this(folders, FreeDisk::usableBytes);
    }

    /** What is wrong now; empty where there is room. */
    Optional<Fault> trouble() {
        return folders.stream()
                .filter(this::isLow)
                .map(folder -> Fault.of(
                        TroubleCode.DISK_LOW,
                        "less than " + (LEAST_BYTES >> 20) + " MiB are free where " + folder + " is"))
                .findFirst();
    }

    private boolean isLow(Path folder) {
        try {
            return freeBytes.applyAsLong(folder) < LEAST_BYTES;
        } catch (UncheckedIOException unknown) {
            LOG.debug("How much is free where {} is, is not known", folder, unknown);
            return false;
        }
    }

    private static long usableBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }
}
