package io.kafkafetch.adapters.file.source;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles.Unread;
import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.lines.LineDecoder;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import io.kafkafetch.application.Checkpoint;
import io.kafkafetch.application.LoginPipeline;
import io.kafkafetch.application.Losses;
import io.kafkafetch.application.Trigger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a file's lines into a pipeline, over all rotations, turn by turn. It never waits for anything but the disk
 * and the ledger. What fails is begun again at the last checkpoint by the next turn. Not thread-safe.
 */
final class Following implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    /** Lines a turn, so that it is soon over: some milliseconds. */
    private static final int LINES = 1_000;

    /** Between two commits while there is always more to read; the pipeline commits earlier where much waits. */
    private static final long COMMIT_NANOS = 1_000_000_000;

    private final FileSourceSettings settings;
    private final LoginPipeline pipeline;
    private final FileOwner owner;
    private final Troubles troubles;
    private final LineDecoder decoder;
    private final LogFolder folder;
    private final LogPlace place;
    private final Supplier<String> here = () -> here().text();

    private boolean restored;
    private long offset;
    private @Nullable OpenFile file;

    /** Where to go on while no file is open; {@code null} for the beginning. */
    private @Nullable Bookmark nextPlace;

    /** Where the commit stood of which the owner heard last. */
    private Checkpoint told = Checkpoint.BEGINNING;

    /** Size of a file that may be written again just now, below 0 for none, and since when it has that. */
    private long rewrittenBytes = -1;

    private long rewrittenNanos;

    /** What cannot be unpacked, and since when; it may be being packed. */
    private @Nullable Damage damage;

    /** Nothing was read of the file, and another one is next. */
    private boolean overtaken;

    private boolean damaged;
    private boolean wasPresent;
    private long seenBytes;
    private long grownNanos;
    private long committedNanos;

    private record Damage(String file, long bytes, long sinceNanos) {}

    /** What a turn came to. */
    enum Turn {
        /** There may be more to do at once. */
        AGAIN,
        /** The same, and something was committed. */
        COMMITTED,
        /** All is done that can be done now. */
        WAIT,
        /** There is no file yet. */
        NO_FILE,
        /** Something failed, as the troubles tell. */
        FAILED,
        /** All is read and committed, and nobody asked to wait for more. */
        OVER,
    }

    Following(FileSourceSettings settings, LoginPipeline pipeline, FileOwner owner, Losses losses, Troubles troubles) {
        this.settings = settings;
        this.owner = owner;
        this.troubles = troubles;
        this.decoder = new LineDecoder(settings.missingDeviceType());
        this.folder = new LogFolder(settings.file(), settings.rotated());
        this.place = new LogPlace(settings, folder, owner, losses);
        this.pipeline = pipeline;
    }

    /**
     * Reads some lines, or does what is due where there are none.
     *
     * @param nowNanos reading of a monotonic clock
     * @throws UnreadableInputException where nobody follows and the input cannot be read on: all before it is committed
     * @throws UnusableSourceException if it will never work as it is configured
     */
    Turn turn(long nowNanos) throws IOException {
        try {
            return advance(nowNanos);
        } catch (UnusableSourceException hopeless) {
            throw hopeless;
        } catch (IOException unreadable) {
            if (!settings.follow()) {
                throw unreadable;
            }
            troubles.trouble("reading", unreadable);
        } catch (RuntimeException uncommitted) {
            troubles.trouble("committing", uncommitted);
        }
        close();
        return Turn.FAILED;
    }

    /** Commits all that was read. Does nothing after a failure: what is committed then, only the ledger knows. */
    void seal() {
        if (restored) {
            pipeline.finish(settings.partition(), Trigger.REVOKED);
            tellOwner();
        }
    }

    /** Forgets what is not committed; another turn begins at the last checkpoint. */
    @Override
    public void close() {
        restored = false;
        overtaken = false;
        closeFile();
    }

    private Turn advance(long nowNanos) throws IOException {
        if (!restored) {
            restore();
        }
        if (file == null && !open(nowNanos)) {
            pipeline.closeAged(nowNanos);
            commit(nowNanos);
            return isBeingWritten() ? Turn.WAIT : Turn.NO_FILE;
        }
        OpenFile open = requireNonNull(file);
        overtaken = isOvertaken(open);
        if (overtaken || !open.isAsItWas()) {
            nextPlace = open.bookmark(place.known());
            closeFile();
            return Turn.AGAIN;
        }
        boolean some = read(open, nowNanos);
        pipeline.closeAged(nowNanos);
        if (some) {
            return nowNanos - committedNanos >= COMMIT_NANOS && commit(nowNanos) ? Turn.COMMITTED : Turn.AGAIN;
        }
        commit(nowNanos);
        return atTheEnd(open, nowNanos);
    }

    // ---- places

    private void restore() throws IOException {
        Checkpoint checkpoint = pipeline.resume(settings.partition());
        offset = checkpoint.position();
        nextPlace = checkpoint.equals(Checkpoint.BEGINNING) ? null : bookmark(checkpoint);
        if (nextPlace == null) {
            place.begin();
        } else {
            place.restore(nextPlace);
        }
        told = Checkpoint.BEGINNING; // what is committed was perhaps not told before a crash
        restored = true;
    }

    private Bookmark bookmark(Checkpoint checkpoint) throws IOException {
        return Bookmark.of(checkpoint.bookmark())
                .orElseThrow(() -> new UnusableSourceException("what was counted of " + settings.partition()
                        + " so far did not come from a file: choose an empty sink, or another name for the input"));
    }

    private boolean open(long nowNanos) throws IOException {
        Optional<OpenFile> found =
                nextPlace == null ? place.first() : overtaken ? place.oldest() : find(nextPlace, nowNanos);
        if (found.isPresent()) {
            begin(found.get(), nowNanos);
        } else if (!settings.follow()) {
            throw UnreadableInputException.missing(null);
        }
        return found.isPresent();
    }

    /** What begins as what was read may be written again just now, as by a copy: it is left alone while it grows. */
    private Optional<OpenFile> find(Bookmark bookmark, long nowNanos) throws IOException {
        Optional<OpenFile> found = place.find(bookmark);
        if (found.isPresent()) {
            return found;
        }
        long bytes = settings.follow() ? place.rewrittenBytes(bookmark) : -1;
        if (bytes != rewrittenBytes) {
            rewrittenBytes = bytes;
            rewrittenNanos = nowNanos;
        }
        return isBeingWritten()
                        && nowNanos - rewrittenNanos < settings.rotationWait().toNanos()
                ? Optional.empty()
                : place.goOn(bookmark);
    }

    private boolean isBeingWritten() {
        return rewrittenBytes >= 0;
    }

    private void begin(OpenFile opened, long nowNanos) throws IOException {
        closeFile();
        file = opened;
        LOG.info(
                "Source {}: reading {} from byte {}",
                settings.file(),
                opened.part().path(),
                opened.lines().position());
        rewrittenBytes = -1;
        damaged = false;
        overtaken = false;
        wasPresent = false;
        seenBytes = 0;
        grownNanos = nowNanos;
        if (opened.isCompressed() && opened.part().isPresent() && settings.follow()) {
            throw new UnusableSourceException(opened.part().path()
                    + " is compressed: it can be read to its end, but not followed; follow the plain file instead");
        }
    }

    /** Until the first bytes are read, it may have been filled and copied, and emptied: such a copy is read before it. */
    private boolean isOvertaken(OpenFile open) throws IOException {
        return open.lines().inputBytes() == 0 && open.hasContent() && !place.isNext(open);
    }

    private void closeFile() {
        OpenFile old = file;
        file = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException harmless) { // nothing was written to it
                LOG.debug("Closing {}", settings.file(), harmless);
            }
        }
    }

    /** The place behind the last line that was added. */
    private Bookmark here() {
        return file == null ? requireNonNull(nextPlace) : file.bookmark(place.known());
    }

    // ---- lines

    private boolean read(OpenFile open, long nowNanos) throws IOException {
        LineReader lines = open.lines();
        int count = 0;
        for (; count < LINES; count++) {
            ByteBuffer line = lines.nextTerminated();
            if (line == null) {
                break;
            }
            deliver(lines, line, nowNanos);
        }
        IOException failure = lines.failure();
        if (failure != null && settings.follow() && !isDamaged(open, failure, nowNanos)) {
            throw failure;
        }
        if (lines.inputBytes() != seenBytes) {
            seenBytes = lines.inputBytes();
            grownNanos = nowNanos;
        }
        return count > 0;
    }

    /** Of a rotated file that is compressed, once that has not changed for a while: it is left where it is damaged. */
    private boolean isDamaged(OpenFile open, IOException failure, long nowNanos) throws IOException {
        FileIdentity identity = open.identity();
        if (damaged || !open.isCompressed() || open.part().isPresent()) {
            return damaged;
        }
        Damage before = damage;
        if (before == null || !before.file().equals(identity.name()) || before.bytes() != identity.size()) {
            damage = new Damage(identity.name(), identity.size(), nowNanos);
        } else if (nowNanos - before.sinceNanos() >= settings.rotationWait().toNanos()) {
            damaged = true;
            place.isDamaged(open, failure);
        }
        return damaged;
    }

    /** Nothing will be added to this file any more: what follows its last terminator is a line. */
    private void readRest(LineReader lines, long nowNanos) throws IOException {
        try {
            for (ByteBuffer line = lines.next(); line != null; line = lines.next()) {
                IOException failure = lines.failure();
                if (failure != null && settings.follow()) {
                    throw failure; // the line may be whole the next time
                }
                deliver(lines, line, nowNanos);
            }
        } catch (IOException theEnd) {
            if (!settings.follow()) {
                finish();
            }
            throw theEnd;
        }
    }

    private void deliver(LineReader lines, ByteBuffer line, long nowNanos) {
        pipeline.add(decoder.decode(settings.partition(), offset++, line, lines.tooLarge()), here, nowNanos);
    }

    private Turn atTheEnd(OpenFile open, long nowNanos) throws IOException {
        Optional<Part> present = folder.present();
        if (present.isPresent() && present.get().identity().isSameFile(open.identity())) {
            wasPresent = true;
            open.isPresent(present.get().identity());
        }
        Optional<Unread> next = place.after(open);
        if (next.isPresent()) {
            return leave(open, next.get(), nowNanos);
        }
        if (settings.follow()) {
            return Turn.WAIT;
        }
        readRest(open.lines(), nowNanos);
        finish();
        return Turn.OVER;
    }

    private Turn leave(OpenFile open, Unread next, long nowNanos) throws IOException {
        if (settings.follow()
                && wasPresent
                && nowNanos - grownNanos < settings.rotationWait().toNanos()) {
            return Turn.WAIT;
        }
        if (!read(open, nowNanos)) { // what was written before it got its successor
            if (!damaged) {
                readRest(open.lines(), nowNanos);
            }
            begin(place.follow(open, next), nowNanos);
        }
        return Turn.AGAIN;
    }

    // ---- commits

    /** Whether there was something to commit. */
    private boolean commit(long nowNanos) {
        committedNanos = nowNanos;
        pipeline.commit();
        return tellOwner();
    }

    private void finish() {
        pipeline.finish(settings.partition(), Trigger.END);
        tellOwner();
    }

    @SuppressWarnings("CatchingUnchecked") // tidying up is the owner's; the next commit tells again
    private boolean tellOwner() {
        Checkpoint committed = pipeline.committed(settings.partition()).orElse(told);
        if (committed.equals(told)) {
            return false;
        }
        told = committed;
        Bookmark end = Bookmark.of(committed.bookmark()).orElseThrow();
        try {
            owner.consumed(end::isIn, end.position());
        } catch (RuntimeException untidy) {
            LOG.warn("Could not report how far {} is read: {}", settings.file(), untidy.getMessage());
        }
        return true;
    }
}
