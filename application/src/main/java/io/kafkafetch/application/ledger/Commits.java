package io.kafkafetch.application.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import java.util.List;

/** Output port: hears of every outcome once it is durable, for metrics and views. Thread-safe, and never in the way. */
@FunctionalInterface
public interface Commits {

    /** Nobody listens. */
    Commits UNHEARD = commit -> {};

    /** These outcomes became durable. Each is reported once, or not at all if the process ends right then. */
    void committed(Commit commit);

    /** A commit failed. If its outcomes turn out to be durable, {@link #committed} reports them later. */
    default void failed(Throwable failure) {}

    /** Both hear of it, the other one last. */
    default Commits and(Commits other) {
        Commits first = this;
        return new Commits() {
            @Override
            public void committed(Commit commit) {
                first.committed(commit);
                other.committed(commit);
            }

            @Override
            public void failed(Throwable failure) {
                first.failed(failure);
                other.failed(failure);
            }
        };
    }

    /**
     * What became durable as one unit.
     *
     * @param outcomes consecutive batches of each partition, in order; not empty
     * @param startedNanos when the commit began, a reading of the monotonic clock that batches are opened by
     * @param endedNanos when it was known to have succeeded, the same clock
     */
    record Commit(List<BatchOutcome> outcomes, long startedNanos, long endedNanos) {
        public Commit {
            outcomes = List.copyOf(outcomes);
        }
    }
}
