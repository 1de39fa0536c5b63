package io.kafkafetch.application.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that reports its commits. Where a commit's outcome is unclear it reports what proved to be durable once
 * {@link #checkpoints} was asked, as the port demands. Used by one thread.
 */
public final class ObservedLedger implements OutcomeLedger {

    private final OutcomeLedger ledger;
    private final Commits commits;
    private final LongSupplier nanoTime;
    private final List<BatchOutcome> unclear = new ArrayList<>();
    private long unclearSinceNanos;

    /** @param nanoTime a monotonic clock, the one that batches are opened by */
    public ObservedLedger(OutcomeLedger ledger, Commits commits, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.commits = commits;
        this.nanoTime = nanoTime;
    }

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        unclear.clear();
        unclear.addAll(outcomes);
        unclearSinceNanos = nanoTime.getAsLong();
        try {
            ledger.commit(outcomes);
        } catch (RuntimeException | Error failure) {
            commits.failed(failure);
            throw failure;
        }
        unclear.clear();
        commits.committed(new Commits.Commit(outcomes, unclearSinceNanos, nanoTime.getAsLong()));
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        ledger.advance(positions);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> checkpoints = ledger.checkpoints(partitions);
        List<BatchOutcome> durable = unclear.stream()
                .filter(outcome -> isBehind(checkpoints.get(outcome.batch().partition()), outcome))
                .toList();
        unclear.removeIf(outcome -> partitions.contains(outcome.batch().partition()));
        if (!durable.isEmpty()) {
            commits.committed(new Commits.Commit(durable, unclearSinceNanos, nanoTime.getAsLong()));
        }
        return checkpoints;
    }

    private static boolean isBehind(@Nullable Checkpoint checkpoint, BatchOutcome outcome) {
        return checkpoint != null && outcome.batch().lastOffset() < checkpoint.position();
    }
}
