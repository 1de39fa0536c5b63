package io.kafkafetch.adapters.kafka.client;

import io.kafkafetch.application.trouble.Fault;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads on and on from the cluster, beside the lanes. Where that fails it reports why, pauses and tries again
 * with new clients. Thread-safe.
 */
public final class ClusterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    /** An attempt that is to fail has done so by then: a missing right shows when a group is joined or records are fetched. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** Reads until something fails, or it is interrupted; closes its clients by {@link #close(Runnable)}. */
    @FunctionalInterface
    public interface Attempt {
        void read() throws ExecutionException, InterruptedException;
    }

    private final String subject;
    private final Attempt attempt;
    private final Consumer<Fault> failed;
    private final Runnable fine;
    private final Backoff backoff;
    private final Duration settled;
    private final Thread thread;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Of the watch's own thread, on which its attempts run. */
    private long attemptNanos;

    /**
     * @param thread its name
     * @param subject what is read, for the log
     * @param failed called with the reason each time an attempt fails
     * @param fine called each time something was read
     * @param backoff between attempts
     */
    public ClusterWatch(
            String thread, String subject, Attempt attempt, Consumer<Fault> failed, Runnable fine, Backoff backoff) {
        this(thread, subject, attempt, failed, fine, backoff, SETTLED);
    }

    /** @param settled how long an attempt lasts before it goes well without having read anything */
    ClusterWatch(
            String thread,
            String subject,
            Attempt attempt,
            Consumer<Fault> failed,
            Runnable fine,
            Backoff backoff,
            Duration settled) {
        this.settled = settled;
        this.subject = subject;
        this.attempt = attempt;
        this.failed = failed;
        this.fine = fine;
        this.backoff = backoff;
        this.thread = Thread.ofPlatform().name(thread).daemon().unstarted(this::run);
    }

    /** Begins, once; the cluster and its topics should be there. */
    public synchronized void start() {
        if (!stopped.get() && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Ends soon, without waiting for that. */
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            thread.interrupt(); // once: another one would break into the clients' close
        }
    }

    /** Ends; waits for what it just does for at most two seconds. Nobody hears anything after that. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(LAST_LOOK)) {
                LOG.warn("{}: reading has not ended within {} s", subject, LAST_LOOK.toSeconds());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.debug("{}: never started", subject);
        }
    }

    /** Something was read: the attempt is going well. To be told by the attempt. */
    public void fine() {
        fine.run();
        backoff.reset();
    }

    /**
     * Nothing has failed, and nothing that may fail has succeeded yet: the attempt is going well once it has lasted some
     * seconds. Otherwise a trouble would be over and begin again with each attempt. To be told by the attempt.
     */
    public void quiet() {
        if (System.nanoTime() - attemptNanos >= settled.toNanos()) {
            fine();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    attemptNanos = System.nanoTime();
                    attempt.read();
                } catch (ExecutionException | RuntimeException failure) {
                    if (failure instanceof InterruptException) {
                        return;
                    }
                    failed.accept(KafkaFaults.of(failure));
                    LOG.debug("{}: an attempt failed", subject, failure);
                    backoff.pause();
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("{}: ended", subject);
        }
    }

    /** Closes a client; an interrupt would break into that. */
    @SuppressWarnings("CatchingUnchecked")
    public static void close(Runnable closing) {
        boolean interrupted = Thread.interrupted();
        try {
            closing.run();
        } catch (RuntimeException failure) {
            LOG.debug("A client was not closed", failure);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
