package io.kafkafetch.adapters.logging;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * A ledger whose commits name what they are about in each line that is logged meanwhile, on the same thread:
 * {@code batch} is the first batch, {@code batches} how many there are if it is not the only one. Of a commit that fails
 * the fields stay until the next commit, or until {@link #checkpoints} has told what became of it.
 *
 * <p>Used by one thread.
 */
public final class LoggedLedger implements OutcomeLedger {

    private static final String BATCH = "batch";
    private static final String BATCHES = "batches";

    private final OutcomeLedger ledger;

    /** A ledger that passes everything on to this one, and names the batches in log lines meanwhile. */
    public LoggedLedger(OutcomeLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        done();
        MDC.put(BATCH, outcomes.getFirst().batch().name());
        if (outcomes.size() > 1) {
            MDC.put(BATCHES, String.valueOf(outcomes.size()));
        }
        ledger.commit(outcomes);
        done();
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        done();
        ledger.advance(positions);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> checkpoints = ledger.checkpoints(partitions);
        done();
        return checkpoints;
    }

    private static void done() {
        MDC.remove(BATCH);
        MDC.remove(BATCHES);
    }
}
