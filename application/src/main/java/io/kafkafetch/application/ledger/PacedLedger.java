package io.kafkafetch.application.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A ledger whose commits set the {@link CommitPace} of those to come. Used by one thread.
 *
 * @param nanoTime a monotonic clock
 */
public record PacedLedger(OutcomeLedger ledger, CommitPace pace, LongSupplier nanoTime) implements OutcomeLedger {

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        long bytes = outcomes.stream().mapToLong(BatchOutcome::weight).sum();
        long since = nanoTime.getAsLong();
        try {
            ledger.commit(outcomes);
        } catch (RuntimeException | Error failure) {
            pace.failed(bytes, Duration.ofNanos(nanoTime.getAsLong() - since));
            throw failure;
        }
        pace.succeeded(bytes, Duration.ofNanos(nanoTime.getAsLong() - since));
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        ledger.advance(positions);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        return ledger.checkpoints(partitions);
    }
}
