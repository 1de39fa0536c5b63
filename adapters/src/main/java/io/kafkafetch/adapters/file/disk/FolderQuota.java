package io.kafkafetch.adapters.file.disk;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes the files of a folder may hold, those of its subfolders included. Writers ask before they write, and say
 * what they wrote, so that the quota is exceeded by one write at most. What somebody else took away or put there is
 * noticed within about a second of being asked for. Asking never waits for the disk. Thread-safe.
 */
public final class FolderQuota {

    private static final Logger LOG = LoggerFactory.getLogger(FolderQuota.class);

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** So that finished files, which may be taken away, are most of what a full folder holds. */
    private static final int LEAST_FILES = 8;

    /** For folders that others bound. */
    public static final FolderQuota NONE =
            new FolderQuota(Path.of(""), Long.MAX_VALUE, System::nanoTime, Runnable::run, folder -> 0);

    private final Path folder;
    private final long maxBytes;
    private final LongSupplier nanoTime;
    private final Executor looks;
    private final Size size;

    /** What the last look found, and what was written since it began. */
    private final AtomicLong bytes = new AtomicLong();

    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lookedAt;

    /** How many bytes the files of a folder hold. */
    public interface Size {
        long of(Path folder) throws IOException;
    }

    public FolderQuota(Path folder, long maxBytes, LongSupplier nanoTime, Executor looks, Size size) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
        this.looks = looks;
        this.size = size;
        look();
    }

    /**
     * A quota for this folder, which need not exist yet.
     *
     * @param maxBytes at least 1
     */
    public static FolderQuota of(Path folder, long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a quota of " + maxBytes + " bytes is below 1");
        }
        return new FolderQuota(folder, maxBytes, System::nanoTime, Thread::startVirtualThread, FolderQuota::size);
    }

    /** The size at which a file of the folder should be followed by the next one: this, or an eighth of the quota. */
    public long fileBytes(long wanted) {
        return Math.min(wanted, Math.max(1, maxBytes / LEAST_FILES));
    }

    /** Bytes that may still be written, from 0. */
    public long room() {
        if (nanoTime.getAsLong() - lookedAt >= FRESH.toNanos() && looking.compareAndSet(false, true)) {
            looks.execute(() -> {
                try {
                    look();
                } finally {
                    looking.set(false);
                }
            });
        }
        return Math.max(0, maxBytes - bytes.get());
    }

    /**
     * Refuses what does not fit.
     *
     * @throws FolderFullException if the quota is used up
     */
    public void require() throws FolderFullException {
        if (room() == 0) {
            throw new FolderFullException(describe());
        }
    }

    /** Notes that so many bytes were written. */
    public void wrote(long count) {
        written.addAndGet(count);
        bytes.addAndGet(count);
    }

    /** What is wrong: that the quota is used up. */
    public Fault fault() {
        return Fault.of(TroubleCode.SINK_FULL, describe());
    }

    private String describe() {
        return folder + " holds " + bytes.get() + " bytes of the " + maxBytes + " that SINK_MAX_BYTES allows";
    }

    /** What was written while it looked is counted in any case, perhaps twice until the next look. */
    private void look() {
        long before = written.get();
        try {
            long found = size.of(folder);
            bytes.set(found + written.get() - before);
        } catch (IOException unknown) { // what is wrong with the folder shows where it is written to
            LOG.debug("How much {} holds is not known", folder, unknown);
        }
        lookedAt = nanoTime.getAsLong();
    }

    private static long size(Path folder) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }
}
