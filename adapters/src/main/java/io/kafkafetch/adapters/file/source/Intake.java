package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.bookmark.Bookmark;
import io.kafkafetch.adapters.file.lines.LineDecoder;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.intake.LoginPipeline;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lines in: numbers and decodes them, adds them to the pipeline with the place behind each, commits, and reports to
 * the files' owner how far they are committed. Not thread-safe.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Between two commits while there is always more to read; the pipeline commits earlier where much waits. */
    private static final long COMMIT_NANOS = 1_000_000_000;

    private final FileSourceSettings settings;
    private final LoginPipeline pipeline;
    private final FileOwner owner;
    private final Supplier<String> place;
    private final LineDecoder decoder;
    private long offset;
    private long committedNanos;

    /** Where the commit stood of which the owner heard last. */
    private Checkpoint told = Checkpoint.BEGINNING;

    /** @param place behind the last line that was added, as a bookmark's text */
    Intake(FileSourceSettings settings, LoginPipeline pipeline, FileOwner owner, Supplier<String> place) {
        this.settings = settings;
        this.pipeline = pipeline;
        this.owner = owner;
        this.place = place;
        this.decoder = LineDecoder.of(settings.format(), settings.times());
    }

    /**
     * Forgets what is not committed.
     *
     * @return where to read on; empty for the beginning
     * @throws UnusableSourceException if something else than a file was counted before
     */
    Optional<Bookmark> resume() throws UnusableSourceException {
        Checkpoint checkpoint = pipeline.resume(settings.partition());
        offset = checkpoint.position();
        told = Checkpoint.BEGINNING; // what is committed was perhaps not told before a crash
        return checkpoint.equals(Checkpoint.BEGINNING) ? Optional.empty() : Optional.of(bookmark(checkpoint));
    }

    /** Of the line that is added next. */
    long offset() {
        return offset;
    }

    /** Adds the line that the reader returned last. */
    void add(ByteBuffer line, LineReader lines, long nowNanos) {
        pipeline.add(decoder.decode(settings.partition(), offset++, line, lines.tooLarge()), place, nowNanos);
    }

    void closeAged(long nowNanos) {
        pipeline.closeAged(nowNanos);
    }

    /** Whether the last commit is so long ago that another is due though there is more to read. */
    boolean isCommitDue(long nowNanos) {
        return nowNanos - committedNanos >= COMMIT_NANOS;
    }

    /** Commits what is decided; whether there was something. */
    boolean commit(long nowNanos) {
        committedNanos = nowNanos;
        pipeline.commit();
        return tellOwner();
    }

    /** Commits all that was added. */
    void finish(Trigger trigger) {
        pipeline.finish(settings.partition(), trigger);
        tellOwner();
    }

    private Bookmark bookmark(Checkpoint checkpoint) throws UnusableSourceException {
        return Bookmark.of(checkpoint.bookmark())
                .orElseThrow(() -> new UnusableSourceException("what was counted of " + settings.partition()
                        + " so far did not come from a file: choose an empty sink, or another name for the input"));
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
