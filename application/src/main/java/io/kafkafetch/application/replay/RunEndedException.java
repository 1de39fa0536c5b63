package io.kafkafetch.application.replay;

/** A run has ended before its letters did. What it has committed is in the log; the message says why, for people. */
public abstract sealed class RunEndedException extends Exception {

    private static final long serialVersionUID = 1L;

    private RunEndedException(String message) {
        super(message);
    }

    /** A newer run has taken over: nothing more of this one can be committed. */
    public static final class Fenced extends RunEndedException {
        private static final long serialVersionUID = 1L;

        public Fenced() {
            super("another run of dlq with the same GROUP_ID has taken over");
        }
    }

    /** Too many of the first records are dead letters again. */
    public static final class Stopped extends RunEndedException {
        private static final long serialVersionUID = 1L;

        Stopped(long dead, long sent) {
            super(dead + " of the first " + sent + " records are dead letters again, more than --stop-at allows");
        }
    }

    /** The service did not read the first records in time, so that nobody knows what became of them. */
    public static final class Silent extends RunEndedException {
        private static final long serialVersionUID = 1L;

        public Silent(String message) {
            super(message);
        }
    }
}
