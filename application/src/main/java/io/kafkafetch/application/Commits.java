package io.kafkafetch.application;

import java.util.List;

/** Output port: hears of every outcome once it is durable, for metrics and views. Thread-safe, and never in the way. */
@FunctionalInterface
public interface Commits {

    /** Nobody listens. */
    Commits UNHEARD = commit -> {};

    /** These outcomes became durable. Each is told once; of a process that ends right then maybe not at all. */
    void committed(Commit commit);

    /** A commit failed. Whether its outcomes are durable all the same is told by {@link #committed}, if they are. */
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
