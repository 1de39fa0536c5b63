package io.kafkafetch.adapters.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads on and on from the cluster, beside the lanes. Where that fails it tells why, pauses and tries again
 * with new clients. A trouble is logged when it begins and when it is over. Thread-safe.
 */
final class ClusterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    /** Reads until something fails, or it is interrupted; closes its clients by {@link #close(Runnable)}. */
    @FunctionalInterface
    interface Attempt {
        void read() throws ExecutionException, InterruptedException;
    }

    private final String subject;
    private final Attempt attempt;
    private final Consumer<String> unavailable;
    private final Backoff backoff;
    private final Thread thread;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private boolean failing;

    /**
     * @param thread its name
     * @param subject what is read, for people; the beginning of a sentence
     * @param unavailable is told why, each time an attempt fails
     * @param backoff between attempts
     */
    ClusterWatch(String thread, String subject, Attempt attempt, Consumer<String> unavailable, Backoff backoff) {
        this.subject = subject;
        this.attempt = attempt;
        this.unavailable = unavailable;
        this.backoff = backoff;
        this.thread = Thread.ofPlatform().name(thread).daemon().unstarted(this::run);
    }

    /** Begins, once; the cluster and its topics should be there. */
    synchronized void start() {
        if (!stopped.get() && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Ends soon, without waiting for that. */
    void stop() {
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
                LOG.warn("{}: the reading has not ended within {} s", subject, LAST_LOOK.toSeconds());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IllegalThreadStateException neverStarted) {
            LOG.debug("{}: never started", subject);
        }
    }

    /** Something was read: the attempt is going well. To be told by the attempt. */
    void fine() {
        if (failing) {
            LOG.info("{} can be read again", subject);
        }
        failing = false;
        backoff.reset();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    attempt.read();
                } catch (ExecutionException | RuntimeException failure) {
                    if (failure instanceof InterruptException) {
                        return;
                    }
                    trouble(LaneStatus.describe(failure));
                    backoff.pause();
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("{}: ended", subject);
        }
    }

    private void trouble(String why) {
        if (!failing) {
            LOG.warn("{} cannot be read, trying on: {}", subject, why);
        }
        failing = true;
        unavailable.accept(why);
    }

    /** Closes a client; an interrupt would break into that. */
    @SuppressWarnings("CatchingUnchecked")
    static void close(Runnable closing) {
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
