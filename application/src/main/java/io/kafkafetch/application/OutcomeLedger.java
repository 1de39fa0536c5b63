package io.kafkafetch.application;

import java.util.List;
import java.util.Optional;

/**
 * Output port: where outcomes become durable and visible. Committing is atomic: of a list of outcomes either all
 * insights, dead letters and checkpoints are there, or none.
 */
public interface OutcomeLedger {

    /**
     * Commits these outcomes as one unit, in their order. When this returns they are durable.
     *
     * <p>If it throws, the caller does not know whether they are: it asks {@link #checkpoint}, and commits again only
     * what lies after it. An adapter may settle the question itself; it then throws only when nothing was committed.
     *
     * @param outcomes the batches of a partition in order, without a gap; not empty
     */
    void commit(List<BatchOutcome> outcomes);

    /** The partition's last committed checkpoint; empty where nothing was committed for it. */
    Optional<Checkpoint> checkpoint(Partition partition);
}
