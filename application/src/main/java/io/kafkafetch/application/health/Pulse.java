package io.kafkafetch.application.health;

import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of a thread that should never stand still: it reports each step before it takes it. A thread that rests
 * may do so indefinitely; one that works may take as long for a step as the caller's bound. One that has ended unasked is
 * dead.
 *
 * <p>The thread beats, any thread may ask. Before the first beat it rests.
 */
public final class Pulse {

    /** @param thread the thread that beat; {@code null} before the first time */
    private record Beat(
            String activity,
            long sinceNanos,
            boolean resting,
            @Nullable Thread thread) {}

    private final String name;
    private final LongSupplier nanoTime;
    private volatile Beat last;
    private volatile boolean stopped;
    private volatile boolean ended;

    /**
     * @param name of the thread, for people
     * @param nanoTime a monotonic clock
     */
    public Pulse(String name, LongSupplier nanoTime) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.last = new Beat("not started yet", nanoTime.getAsLong(), true, null);
    }

    // ---- the thread's side

    /** This is what it does from now on; it will soon beat again. */
    public void beat(String activity) {
        last = new Beat(activity, nanoTime.getAsLong(), false, Thread.currentThread());
    }

    /** This is what it waits for from now on; nobody knows how long. */
    public void rest(String activity) {
        last = new Beat(activity, nanoTime.getAsLong(), true, Thread.currentThread());
    }

    /** Its work is over, whatever becomes of the thread. */
    public void end() {
        ended = true;
    }

    // ---- the others' side

    /** It was asked to end: from now on it is neither missed nor late. */
    public void stop() {
        stopped = true;
    }

    /** Of the thread, for people. */
    public String name() {
        return name;
    }

    /** What it does, for people. */
    public String activity() {
        return isDead() ? "nothing, it is dead" : last.activity();
    }

    /** How long it has been at that, from 0. */
    public Duration since() {
        return Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - last.sinceNanos()));
    }

    /** What is wrong with it: it is dead, or at one step for longer than this. Empty where it lives. */
    public Optional<Fault> trouble(Duration bound) {
        Beat beat = last; // before the clock is read
        if (isDead()) {
            return Optional.of(Fault.of(TroubleCode.THREAD_DEAD, "dead since it was " + beat.activity()));
        }
        Duration since = Duration.ofNanos(nanoTime.getAsLong() - beat.sinceNanos());
        return stopped || beat.resting() || since.compareTo(bound) <= 0
                ? Optional.empty()
                : Optional.of(Fault.of(
                        TroubleCode.THREAD_STUCK, "stuck for " + since.toSeconds() + " s, " + beat.activity()));
    }

    private boolean isDead() {
        Thread thread = last.thread();
        return !stopped && (ended || (thread != null && !thread.isAlive()));
    }
}
