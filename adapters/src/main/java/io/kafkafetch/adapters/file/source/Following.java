package io.kafkafetch.adapters.file.source;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.bookmark.UnreadFiles.Unread;
import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.progress.Losses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
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

    private final FileSourceSettings settings;
    private final Troubles troubles;
    private final LogFolder folder;
    private final Intake intake;
    private final FileLosses losses;
    private final LogPlace place;

    private boolean restored;
    private @Nullable OpenFile file;

    /** Where to go on while no file is open; {@code null} for the beginning. */
    private @Nullable Bookmark nextPlace;

    /** A file that may be written again just now, and how large it is. */
    private final Stillness rewriting = new Stillness();

    private boolean isBeingWritten;

    /** How much was taken from the file: while a rotated one grows it is not left. */
    private final Stillness growing = new Stillness();

    private boolean wasPresent;

    /** What cannot be unpacked: it may be being packed while it changes. */
    private final Stillness unpackable = new Stillness();

    private boolean damaged;

    private final Overtaking overtaking;

    /** Nothing was read of the file, and another one is next. */
    private boolean overtaken;

    private record Damage(String file, long bytes) {}

    Following(FileSourceSettings settings, LoginPipeline pipeline, FileOwner owner, Losses losses, Troubles troubles) {
        this.settings = settings;
        this.troubles = troubles;
        this.folder = new LogFolder(settings.file(), settings.rotated());
        this.intake = new Intake(settings, pipeline, owner, () -> here().text());
        this.losses = new FileLosses(settings.partition(), intake::offset, losses);
        this.place = new LogPlace(settings, folder, owner, this.losses);
        this.overtaking = new Overtaking(folder, place, settings.rotationWait());
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
            intake.finish(Trigger.REVOKED);
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
            intake.closeAged(nowNanos);
            intake.commit(nowNanos);
            return isBeingWritten ? Turn.WAIT : Turn.NO_FILE;
        }
        OpenFile open = requireNonNull(file);
        overtaken = overtaking.isOvertaken(open, nowNanos);
        if (overtaken || !open.isAsItWas()) {
            nextPlace = open.bookmark(place.known());
            closeFile();
            return Turn.AGAIN;
        }
        boolean some = read(open, nowNanos);
        intake.closeAged(nowNanos);
        if (some) {
            return intake.isCommitDue(nowNanos) && intake.commit(nowNanos) ? Turn.COMMITTED : Turn.AGAIN;
        }
        intake.commit(nowNanos);
        return atTheEnd(open, nowNanos);
    }

    // ---- places

    private void restore() throws IOException {
        nextPlace = intake.resume().orElse(null);
        losses.retrace();
        if (nextPlace == null) {
            place.begin();
        } else {
            place.restore(nextPlace);
        }
        restored = true;
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
        rewriting.look(bytes, nowNanos);
        isBeingWritten = bytes >= 0;
        return isBeingWritten && !rewriting.hasLasted(settings.rotationWait(), nowNanos)
                ? Optional.empty()
                : place.goOn(bookmark);
    }

    private void begin(OpenFile opened, long nowNanos) throws IOException {
        closeFile();
        file = opened;
        LOG.info(
                "Source {}: reading {} from byte {}",
                settings.file(),
                opened.part().path(),
                opened.lines().position());
        isBeingWritten = false;
        rewriting.begin(-1L, nowNanos);
        damaged = false;
        overtaken = false;
        wasPresent = false;
        growing.begin(0L, nowNanos);
        overtaking.begin(opened, nowNanos);
        if (opened.isCompressed() && opened.part().isPresent() && settings.follow()) {
            throw new UnusableSourceException(opened.part().path()
                    + " is compressed: it can be read to its end, but not followed; follow the plain file instead");
        }
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
            intake.add(line, lines, nowNanos);
        }
        IOException failure = lines.failure();
        if (failure != null && settings.follow() && !isDamaged(open, failure, nowNanos)) {
            throw failure;
        }
        growing.look(lines.inputBytes(), nowNanos);
        return count > 0;
    }

    /** Of a rotated file that is compressed, once that has not changed for a while: it is left where it is damaged. */
    private boolean isDamaged(OpenFile open, IOException failure, long nowNanos) throws IOException {
        if (damaged || !open.isCompressed() || open.part().isPresent()) {
            return damaged;
        }
        FileIdentity identity = open.identity();
        unpackable.look(new Damage(identity.name(), identity.size()), nowNanos);
        if (unpackable.hasLasted(settings.rotationWait(), nowNanos)) {
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
                intake.add(line, lines, nowNanos);
            }
        } catch (IOException theEnd) {
            if (!settings.follow()) {
                intake.finish(Trigger.END);
            }
            throw theEnd;
        }
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
        intake.finish(Trigger.END);
        return Turn.OVER;
    }

    private Turn leave(OpenFile open, Unread next, long nowNanos) throws IOException {
        if (settings.follow() && wasPresent && !growing.hasLasted(settings.rotationWait(), nowNanos)) {
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
}
