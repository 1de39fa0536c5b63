package io.kafkafetch.adapters.file.spool;

import io.kafkafetch.adapters.file.disk.DirectoryClaim;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.disk.FolderQuota;
import io.kafkafetch.adapters.file.disk.LocalDisk;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.adapters.file.source.FileOwner;
import io.kafkafetch.application.intake.LoginInbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A directory as an inbox: records are lines of its file {@code logins.jsonl}, which a file source follows. A file that
 * has reached its greatest length is renamed to {@code logins.jsonl.000001} and so on, and deleted once
 * {@link #consumed} tells that it is read.
 *
 * <p>One thread writes all that waits at once and makes it durable once, so that many senders share one wait for the
 * disk. Where that fails, the stages of all of it complete exceptionally, and what of it was written is cut off again
 * before the next is.
 *
 * <p>A record's value becomes one line, byte for byte but for line feeds in it, which in JSON are white space and become
 * spaces. Keys are not kept: a file is one order for all. Thread-safe.
 *
 * <p>Bounds: what waits in memory is the caller's to bound; one write takes about {@value #MAX_WRITE_BYTES} bytes of it.
 */
public final class Spool implements LoginInbox, FileOwner, AutoCloseable {

    private static final int MAX_WRITE_BYTES = 4 << 20;

    private static final Duration LAST_WRITES = Duration.ofSeconds(30);

    private final DirectoryClaim claim;
    private final SpoolFiles files;
    private final long maxUnreadBytes;
    private final FolderQuota quota;
    private final Thread writer;
    private final Deque<Append> waiting = new ArrayDeque<>();
    private boolean closed;

    /** Lines that wait to be written, and who waits for it. */
    private record Append(ByteArrayOutputStream lines, CompletableFuture<Void> stage) {}

    private Spool(DirectoryClaim claim, SpoolFiles files, long maxUnreadBytes, FolderQuota quota) {
        this.claim = claim;
        this.files = files;
        this.maxUnreadBytes = maxUnreadBytes;
        this.quota = quota;
        this.writer = Thread.ofPlatform().name("spool-writer").daemon().unstarted(this::write);
    }

    /**
     * Opens the spool in this directory, creating it if there is none, and claims it until {@link #close}. A last line
     * that a crash has torn, and that was never confirmed, is cut off.
     *
     * @param maxSegmentBytes a write after the file has reached this length begins a new one, at least 1
     * @param maxUnreadBytes above this {@link #isFull} is true, at least 1
     * @param quota of this directory, or of one that it is in: {@link #isFull} is true where it leaves no more room than
     *     what is not read yet may need once it is counted, taken as much as it is itself
     * @throws UnusableDirectoryException if the directory is in use or cannot be written to
     */
    public static Spool open(Path directory, long maxSegmentBytes, long maxUnreadBytes, FolderQuota quota) {
        return open(directory, maxSegmentBytes, maxUnreadBytes, quota, new LocalDisk());
    }

    static Spool open(Path directory, long maxSegmentBytes, long maxUnreadBytes, FolderQuota quota, Disk disk) {
        if (maxSegmentBytes < 1 || maxUnreadBytes < 1) {
            throw new IllegalArgumentException("a spool's bounds must be at least 1");
        }
        DirectoryClaim claim = DirectoryClaim.of(directory, SpoolFiles.NAMES, disk);
        try {
            Spool spool =
                    new Spool(claim, new SpoolFiles(claim.directory(), maxSegmentBytes, disk), maxUnreadBytes, quota);
            spool.writer.start();
            return spool;
        } catch (IOException e) {
            claim.close();
            throw DirectoryClaim.unusable(directory, e);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    /** The file to follow. It is there from the beginning, and after each rotation again. */
    public Path file() {
        return claim.directory().resolve(SpoolFiles.ACTIVE);
    }

    /**
     * {@inheritDoc}
     *
     * <p>What depends on the stage runs on the writing thread, and must not block. After {@link #close} the stage
     * completes exceptionally.
     */
    @Override
    public CompletionStage<Void> append(List<Entry> entries) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        if (entries.isEmpty()) {
            stage.complete(null);
            return stage;
        }
        Append append = new Append(SpoolLines.of(entries), stage);
        if (!offer(append)) {
            stage.completeExceptionally(new IllegalStateException("the spool in " + claim.directory() + " is closed"));
        }
        return stage;
    }

    /** Whether more bytes than the bound are not read yet, as far as {@link #consumed} has heard, or no room is left. */
    @Override
    public boolean isFull() {
        long unread = files.unread();
        return unread > maxUnreadBytes || quota.room() <= unread;
    }

    /**
     * Notes how far the source is, for certain: that what lies before this place is committed. Files before it are
     * deleted. Call it at the start, and after commits; where no file is the one, nothing happens.
     *
     * @param isFile whether a file of the spool, under the name it has just now, is the one the source is in; a file's
     *     name changes, so this should go by its identity
     * @param bytes how far in it
     * @throws UncheckedIOException if a file cannot be deleted; the next call tries again
     */
    @Override
    public void consumed(Predicate<Path> isFile, long bytes) {
        try {
            files.consumed(isFile, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "could not tidy up the spool in " + claim.directory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * How many bytes of a file a source may read: of the active one what is durable, of others all. What is written and
     * not durable yet may be cut off again; a source that had read it already would take the file for a new one.
     *
     * @param fileKey the file's identity, see {@link java.nio.file.attribute.BasicFileAttributes#fileKey}
     */
    @Override
    public long readableBytes(Object fileKey) {
        return files.readableBytes(fileKey);
    }

    /** {@inheritDoc} Here it does. */
    @Override
    public boolean writesLinesAlone() {
        return true;
    }

    /**
     * Writes what waits, and gives the directory up. Should the disk not answer within 30 seconds, or the calling thread
     * be interrupted, the directory stays claimed until the process ends. Closing again does nothing.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            if (writer.join(LAST_WRITES)) {
                claim.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean offer(Append append) {
        if (!closed) {
            waiting.add(append);
            notifyAll();
        }
        return !closed;
    }

    private void write() {
        for (List<Append> group = take(); !group.isEmpty(); group = take()) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            try {
                for (Append append : group) {
                    append.lines().writeTo(lines);
                }
                quota.wrote(lines.size());
                files.append(lines.toByteArray());
                group.forEach(append -> append.stage().complete(null));
            } catch (IOException | RuntimeException | Error failure) {
                group.forEach(append -> append.stage().completeExceptionally(failure));
            }
        }
    }

    /** Waits for something to write; nothing once the spool is closed and all is written. */
    private synchronized List<Append> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException unexpected) { // the thread is nobody's to interrupt
                throw new IllegalStateException(unexpected);
            }
        }
        List<Append> group = new ArrayList<>();
        for (long bytes = 0; bytes < MAX_WRITE_BYTES && !waiting.isEmpty(); ) {
            Append next = waiting.remove();
            bytes += next.lines().size();
            group.add(next);
        }
        return group;
    }
}
