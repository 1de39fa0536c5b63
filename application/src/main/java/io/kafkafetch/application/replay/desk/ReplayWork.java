package io.kafkafetch.application.replay.desk;

import io.kafkafetch.application.replay.RunEndedException;

/** Does what was ordered (output port): the same as the command does. Used by one thread at a time. */
@FunctionalInterface
public interface ReplayWork {

    /** The cluster, a topic or a right is missing; the message says which, and what to do. */
    final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnusableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Performs it, and returns once all is done.
     *
     * @param run names the run in the log
     * @param watch goes over everything that is used, and is given the balance
     */
    void perform(ReplayOrder order, String run, RunWatch watch)
            throws RunEndedException, UnusableException, InterruptedException;
}
