package io.kafkafetch.application.replay.desk;

import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.Pacing;
import io.kafkafetch.application.replay.Replay;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.application.replay.RunEndedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run: counts what it reads, says a few times a second how it stands, and ends it on request, but never in the middle
 * of a transaction. It refuses records that are too large for this process. The run's thread uses it; anybody may read
 * {@link #counts} and call {@link #stop}.
 */
public final class RunWatch implements Supervision {

    private static final long BETWEEN_NANOS = Duration.ofMillis(200).toNanos();

    private final ReentrantLock committing = new ReentrantLock();
    private final long mostBytes;
    private final LongSupplier nanoTime;

    // of the run's thread
    private ReplayBalance balance = new ReplayBalance();
    private long lookedAt;
    private long saidNanos;

    private volatile RunCounts counts = RunCounts.NONE;
    private volatile @Nullable Thread thread;
    private volatile boolean isStopped;

    /**
     * A watch over a run that has not begun.
     *
     * @param mostBytes of a record's key, value and headers
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime}
     */
    public RunWatch(long mostBytes, LongSupplier nanoTime) {
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
        this.saidNanos = nanoTime.getAsLong();
    }

    /** The run is this thread's. */
    void begin() {
        thread = Thread.currentThread();
    }

    /** How it stood a moment ago. */
    RunCounts counts() {
        return counts;
    }

    boolean isStopped() {
        return isStopped;
    }

    /** Says how it stands now. For the run's thread. */
    void settle() {
        counts = RunCounts.of(lookedAt, balance);
    }

    /** Ends the run soon: at once, or when the transaction that is under way has ended. Waits for that so long, and no longer. */
    void stop(Duration patience) {
        isStopped = true;
        boolean isBetween = false;
        try {
            isBetween = committing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Thread running = thread; // one that has not begun looks before it does anything
        if (running != null) {
            running.interrupt();
        }
        if (isBetween) {
            committing.unlock();
        }
    }

    private void check() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException();
        }
    }

    private void looked() throws InterruptedException {
        check();
        lookedAt++;
        say();
    }

    private void say() {
        if (nanoTime.getAsLong() - saidNanos >= BETWEEN_NANOS) {
            saidNanos = nanoTime.getAsLong();
            settle();
        }
    }

    @Override
    public void follow(ReplayBalance of) {
        balance = of;
    }

    @Override
    public Letters overLetters(Letters letters) {
        return new Letters() {
            @Override
            public <E extends Exception> void read(LetterFilter filter, Taker<E> taker) throws E, InterruptedException {
                letters.<E>read(filter, letter -> {
                    looked();
                    return taker.take(letter);
                });
            }
        };
    }

    @Override
    public Originals overOriginals(Originals originals) {
        return letter -> bounded(letter, originals);
    }

    private Originals.Found bounded(Letter letter, Originals originals) throws InterruptedException {
        Originals.Found found = originals.of(letter);
        return found instanceof Originals.Found.Whole whole && whole.original().weight() > mostBytes
                ? new Originals.Found.Nothing("their records are larger than the " + mostBytes / 1024
                        + " KiB that a service with this heap sends again: the command dlq replay sends them")
                : found;
    }

    @Override
    public Pacing overPacing(Pacing pacing) {
        return records -> {
            check();
            settle();
            pacing.before(records);
        };
    }

    @Override
    public Canary overCanary(Canary canary) {
        return new Canary() {
            @Override
            public void begin() throws InterruptedException {
                check();
                canary.begin();
            }

            @Override
            public long deadAgain(Set<LetterId> letters, Map<Partition, Long> behind)
                    throws RunEndedException.Silent, InterruptedException {
                check();
                settle();
                return canary.deadAgain(letters, behind);
            }
        };
    }

    @Override
    public ReplayOutlet overOutlet(ReplayOutlet outlet) {
        return new ReplayOutlet() {
            @Override
            public LetterStates open() throws RunEndedException.Fenced, InterruptedException {
                check();
                return outlet.open();
            }

            @Override
            public Map<Partition, Long> commit(List<Replay> records, List<Marker> markers)
                    throws RunEndedException.Fenced, TooLargeException, InterruptedException {
                committing.lockInterruptibly();
                try {
                    check();
                    return outlet.commit(records, markers);
                } finally {
                    committing.unlock();
                }
            }

            @Override
            public void close() {
                outlet.close();
            }
        };
    }
}
