package io.kafkafetch.adapters.file.rollup;

import io.kafkafetch.adapters.file.disk.LocalDisk;
import io.kafkafetch.adapters.file.ledger.FileLedger;
import io.kafkafetch.adapters.file.ledger.SegmentEnd;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.adapters.json.rollup.TallyDecoder;
import io.kafkafetch.adapters.json.rollup.TallyDecoder.OtherRulesException;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.application.rollup.Standing;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import io.kafkafetch.domain.users.UserSketch.OtherKeyException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up what the commits of a folder counted, once a second, and keeps the totals in {@code rollups.json}. Commits do
 * not wait for it and do not fail by it: it reads the tallies that are committed, from where the totals end. So they agree
 * after any crash, and a lost file of totals is made again from the tallies. Thread-safe.
 */
public final class FolderRollups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderRollups.class);
    private static final String PLACE = "adding tallies up";
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Writing takes this part of the time at most, however many windows there are. */
    private static final int PART = 20;

    private final FileLedger ledger;
    private final Rules rules;
    private final RollupsFile file;
    private final RollupListener listener;
    private final TroubleBoard board;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Rollups rollups;
    private SegmentEnd place = SegmentEnd.BEGINNING;
    private boolean isLoaded;
    private String failure = "";
    private boolean isUnwritten;
    private long nextWriteNanos = System.nanoTime();

    /**
     * Totals that are not made yet.
     *
     * @param ledger whose commits are counted, its tallies included
     * @param listeners called by one thread at a time
     */
    public FolderRollups(FileLedger ledger, Rules rules, List<RollupListener> listeners, TroubleBoard board) {
        this.ledger = ledger;
        this.rules = rules;
        this.file = new RollupsFile(ledger.directory(), rules, new LocalDisk());
        this.listener = RollupListener.all(listeners);
        this.board = board;
        this.rollups = new Rollups(rules.clock());
        this.thread = Thread.ofPlatform().name("kafka-fetch-rollups").daemon().unstarted(this::run);
    }

    /** Begins, once. */
    public void start() {
        thread.start();
    }

    /** Adds up what is committed, writes it, and ends. The ledger is to be closed after that. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = !stopped.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS);
                if (!addUp(!goesOn)) {
                    return;
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether that can be continued. Called by one thread. */
    boolean addUp(boolean isLast) {
        try {
            if (!isLoaded) {
                load();
                tellAll();
                isLoaded = true;
            }
            addNew();
            writeIfDue(isLast);
            board.fine(PLACE);
            failure = "";
            return true;
        } catch (OtherRulesException | OtherKeyException others) {
            board.report(
                    PLACE,
                    Fault.of(
                                    TroubleCode.ROLLUPS_UNUSABLE,
                                    ledger.directory() + ": " + others.getMessage()
                                            + "; set UNIQUE_USERS_KEY to the earlier key, or use another SINK_DIR")
                            .asWarning());
            return false;
        } catch (IOException | RuntimeException later) {
            if (!failure.equals(String.valueOf(later.getMessage()))) {
                failure = String.valueOf(later.getMessage());
                LOG.warn("The totals in {} are not up to date, until this is over: {}", ledger.directory(), failure);
            }
            return true;
        }
    }

    private void load() throws IOException {
        beginAgain();
        try {
            place = file.read(restoring(rollups)).orElse(SegmentEnd.BEGINNING);
        } catch (IllegalArgumentException damaged) {
            LOG.warn(
                    "{} cannot be used ({}): the totals are made again from the tallies that are there",
                    ledger.directory().resolve(RollupsFile.NAME),
                    damaged.getMessage());
            beginAgain();
        }
    }

    private void beginAgain() {
        rollups = new Rollups(rules.clock());
        place = SegmentEnd.BEGINNING;
    }

    private static RollupListener restoring(Rollups rollups) {
        return new RollupListener() {
            @Override
            public void window(Window window, Optional<WindowTotal> total) {
                total.ifPresent(kept -> rollups.restore(window, kept));
            }

            @Override
            public void all(Standing standing, WindowTotal total) {
                rollups.restore(standing, total);
            }
        };
    }

    private void tellAll() {
        listener.begin();
        for (Resolution resolution : Resolution.values()) {
            rollups.of(resolution)
                    .forEach((start, total) -> listener.window(new Window(resolution, start), Optional.of(total)));
        }
        if (rollups.standing().since().isPresent()) {
            listener.all(rollups.standing(), rollups.all());
        }
        listener.loaded();
    }

    private void addNew() throws IOException {
        Set<Window> changed = new LinkedHashSet<>();
        SegmentEnd end = read(changed);
        if (end.isBefore(place)) {
            LOG.warn(
                    "{} is older than its totals, as if an earlier copy had been put back: they are made again",
                    ledger.directory());
            beginAgain();
            end = read(changed);
            tellAll();
        }
        if (!end.equals(place)) {
            place = end;
            isUnwritten = true;
            changed.forEach(window -> listener.window(window, rollups.of(window)));
            listener.all(rollups.standing(), rollups.all());
        }
    }

    /** Adds what is new; where reading ends halfway, what was added is forgotten with all the rest, and loaded again. */
    private SegmentEnd read(Set<Window> changed) throws IOException {
        TallyDecoder decoder = new TallyDecoder(rules);
        isLoaded = false;
        SegmentEnd end = ledger.readTallies(place, line -> add(line, decoder, changed));
        isLoaded = true;
        return end;
    }

    private void add(byte[] line, TallyDecoder decoder, Set<Window> changed) {
        try {
            Members members = StrictJson.read(line);
            Instant published = Instant.parse(members.text("published"));
            decoder.decode(members).ifPresent(tally -> changed.addAll(rollups.add(tally, published)));
        } catch (OtherKeyException others) {
            throw others;
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            LOG.warn(
                    "A line of the tallies in {} is none that this version knows, and is passed over: {}. If logins were"
                            + " in it, the totals' \"missing\" says so at the partition's next tally",
                    ledger.directory(),
                    unreadable.getMessage());
        }
    }

    private void writeIfDue(boolean isLast) throws IOException {
        long now = System.nanoTime();
        if (isUnwritten && (isLast || now - nextWriteNanos >= 0)) {
            file.write(rollups, place);
            isUnwritten = false;
            nextWriteNanos = System.nanoTime() + PART * (System.nanoTime() - now);
        }
    }
}
