package io.kafkafetch.application.replay.desk;

import io.kafkafetch.application.replay.RunEndedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders for replays, performs one at a time on a thread of its own, and remembers the latest. A run goes on whoever watches it
 * or went away. Thread-safe.
 */
public final class ReplayDesk implements AutoCloseable {

    /** How long an end waits for the transaction that is under way, and then for the rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ReplayWork work;
    private final long mostBytes;
    private final Function<Instant, String> names;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> failures;

    // guarded by this
    private @Nullable OrderedRun latest;
    private @Nullable Thread thread;
    private boolean isClosed;

    /**
     * A desk that is open.
     *
     * @param mostBytes of a record that is sent again: larger ones are refused
     * @param names how a run that begins then is named
     * @param failures hears of what should not happen, to log it
     */
    public ReplayDesk(
            ReplayWork work,
            long mostBytes,
            Function<Instant, String> names,
            InstantSource clock,
            LongSupplier nanoTime,
            Consumer<Throwable> failures) {
        this.work = work;
        this.mostBytes = mostBytes;
        this.names = names;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.failures = failures;
    }

    /**
     * Begins a run.
     *
     * @param by who ordered it; empty where nobody has to say
     * @param atEnd hears how it ended, on the run's thread
     * @return empty while another one runs, or once this is closed
     */
    public synchronized Optional<OrderedRun> begin(ReplayOrder order, Optional<String> by, Consumer<RunReport> atEnd) {
        if (isClosed || (latest != null && !latest.isOver())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        OrderedRun run = new OrderedRun(order, names.apply(now), by, now, new RunWatch(mostBytes, nanoTime));
        thread = Thread.ofPlatform().name("kafka-fetch-replay").daemon().start(() -> perform(run, atEnd));
        latest = run; // not before: where no thread can be had, nothing runs
        return Optional.of(run);
    }

    /** The run that was begun last; empty if there was none since the service started. */
    public synchronized Optional<OrderedRun> latest() {
        return Optional.ofNullable(latest);
    }

    /** Whether no run begins any more. */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    private void perform(OrderedRun run, Consumer<RunReport> atEnd) {
        RunWatch watch = run.watch();
        watch.begin();
        Optional<RunTrouble> trouble = trouble(run, watch);
        watch.settle();
        try {
            atEnd.accept(run.end(clock.instant(), trouble));
        } catch (RuntimeException unheard) {
            failures.accept(unheard);
        }
    }

    /** Whatever happens, who waits hears that the run has ended. */
    private Optional<RunTrouble> trouble(OrderedRun run, RunWatch watch) {
        try {
            work.perform(run.order(), run.name(), watch);
            return Optional.empty();
        } catch (RunEndedException ended) {
            return Optional.of(told(ended));
        } catch (InterruptedException stopped) {
            return Optional.of(stopped());
        } catch (ReplayWork.UnusableException missing) {
            return Optional.of(
                    watch.isStopped()
                            ? stopped()
                            : new RunTrouble(RunTrouble.Code.KAFKA_UNUSABLE, String.valueOf(missing.getMessage())));
        } catch (RuntimeException | Error failure) {
            if (watch.isStopped()) {
                return Optional.of(stopped());
            }
            failures.accept(failure);
            return Optional.of(new RunTrouble(
                    RunTrouble.Code.FAILED, "the service failed where it should not; its log says more"));
        }
    }

    private static RunTrouble stopped() {
        return new RunTrouble(
                RunTrouble.Code.STOPPED,
                "it was ended before its letters were: what it committed is in the log, and the same order sends the rest");
    }

    private static RunTrouble told(RunEndedException ended) {
        return switch (ended) {
            case RunEndedException.Fenced fenced ->
                new RunTrouble(
                        RunTrouble.Code.FENCED,
                        fenced.getMessage()
                                + ": this one has ended, and what it committed is in the log. Once the other"
                                + " has ended, the same order sends the rest");
            case RunEndedException.Stopped died ->
                new RunTrouble(RunTrouble.Code.CANARY_DIED, died.getMessage() + ": nothing more is sent");
            case RunEndedException.Silent silent ->
                new RunTrouble(RunTrouble.Code.CANARY_SILENT, silent.getMessage() + ". Nothing more is sent");
        };
    }

    /** Ends the run that is under way, if there is one, and waits some seconds for that. */
    public void stop() {
        Optional<OrderedRun> run = latest().filter(begun -> !begun.isOver());
        run.ifPresent(begun -> begun.watch().stop(PATIENCE));
        join();
    }

    private void join() {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null) {
                running.join(PATIENCE);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** No run begins any more, and the one that is under way is ended, within some seconds. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        stop();
    }
}
