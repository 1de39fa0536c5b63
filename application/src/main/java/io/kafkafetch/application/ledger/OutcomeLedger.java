package io.kafkafetch.application.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Output port: where outcomes become durable and visible. Committing is atomic: of a list of outcomes either all
 * insights, dead letters and checkpoints are there, or none.
 */
public interface OutcomeLedger {

    /**
     * Commits these outcomes as one unit, in their order. When this returns they are durable.
     *
     * <p>If it throws, the outcome is unclear: all of them may be durable, or none. The caller asks {@link #checkpoints}
     * and commits again only what lies after them; it never just tries again.
     *
     * @param outcomes consecutive batches of each partition, in order; not empty
     */
    void commit(List<BatchOutcome> outcomes);

    /**
     * Commits these checkpoints as one unit, without any outcome: where a source has passed records that are not to be
     * counted, such as markers of transactions, or begins again. So a position may also be before the one committed.
     *
     * <p>If it throws, the outcome is unclear, as of {@link #commit}.
     *
     * @param checkpoints not empty
     */
    void advance(Map<Partition, Checkpoint> checkpoints);

    /**
     * The last committed checkpoint of each of these partitions. Waits for what is being committed; a partition that
     * nothing was ever committed for is not in the map.
     */
    Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions);
}
