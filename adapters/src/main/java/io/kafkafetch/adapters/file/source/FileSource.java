package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.lines.UnreadableInputException;
import io.kafkafetch.application.health.Pulse;
import io.kafkafetch.application.health.Vitals;
import io.kafkafetch.application.intake.LoginPipeline;
import io.kafkafetch.application.progress.Losses;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that reads the lines of a file, to its end or indefinitely, each once: the last commit says where it continues,
 * whatever the file is called by then.
 *
 * <p>A file that is followed may be rotated by renaming it, also several times while nobody reads, or by truncating it;
 * its last line counts once it is terminated, or once the file has a successor. A ledger that fails is tried again, for
 * ever, with growing pauses; nothing is read meanwhile.
 *
 * <p>One thread runs it, once; any thread may stop it.
 */
public final class FileSource {

    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final FileSourceSettings settings;
    private final Troubles troubles;
    private final Following following;
    private final Vitals vitals;
    private final Pulse reading;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Duration retryPause;

    /**
     * A source that has not begun.
     *
     * @param vitals its signs of life; the maker of the pipeline has its ledger watched by them
     * @param board where its troubles are reported
     * @param pipeline nothing was added to; belongs to this source
     * @param losses hears of lines that were gone before they could be read
     * @param ofLedger what a failure of a ledger means that writes no files; empty where that is not known
     */
    public FileSource(
            FileSourceSettings settings,
            Vitals vitals,
            LoginPipeline pipeline,
            FileOwner owner,
            Losses losses,
            TroubleBoard board,
            Function<Throwable, Optional<Fault>> ofLedger) {
        this.settings = settings;
        this.vitals = vitals;
        this.reading = vitals.pulse("reading thread");
        vitals.joined(true); // there is no group
        this.troubles = new Troubles(vitals.name(), board, ofLedger);
        this.following = new Following(settings, pipeline, owner, losses, troubles);
        this.retryPause = settings.pause();
    }

    /**
     * Reads until the end, or until it is stopped; what was read is committed then. An interrupt ends it at once: what is
     * not committed is read again the next time.
     *
     * @throws UnreadableInputException where nobody follows and the input cannot be read, or not to its end: all lines
     *     before are committed
     * @throws UnusableSourceException if it will never work as it is configured
     */
    public void run() throws IOException {
        SourceKind.check(settings.file());
        try (following) {
            while (!isStopped()) {
                reading.beat("reading, deciding and committing");
                Turn turn = following.turn(System.nanoTime());
                switch (turn) {
                    case AGAIN -> vitals.restored(true);
                    case COMMITTED -> fine();
                    case WAIT -> {
                        fine();
                        pause(settings.pause());
                    }
                    case NO_FILE -> {
                        vitals.restored(true);
                        troubles.trouble(
                                "reading",
                                Fault.of(
                                        TroubleCode.FILE_MISSING,
                                        settings.file().toString()));
                        pause(settings.pause());
                    }
                    case FAILED -> {
                        vitals.restored(false);
                        pauseLonger();
                    }
                    case OVER -> {
                        fine();
                        reading.stop();
                        return;
                    }
                }
            }
            seal();
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its signs of life. */
    public Vitals vitals() {
        return vitals;
    }

    /** Makes {@link #run} commit what was read, and return. Does not wait for it. */
    public void stop() {
        reading.stop();
        stop.countDown();
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void fine() {
        retryPause = settings.pause();
        vitals.restored(true);
        troubles.fine();
    }

    private void pause(Duration duration) throws InterruptedException {
        reading.rest("pausing");
        stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void pauseLonger() throws InterruptedException {
        pause(retryPause);
        Duration doubled = retryPause.multipliedBy(2);
        retryPause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void seal() {
        try {
            following.seal();
        } catch (RuntimeException uncommitted) {
            LOG.warn(
                    "Source {}: the last lines could not be committed; they are read again at the next start: {}",
                    settings.file(),
                    uncommitted.getMessage());
        }
    }
}
