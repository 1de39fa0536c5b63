package io.kafkafetch.adapters.memory;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps outcomes in memory for as long as the process lives. Thread-safe; grows with what is committed. */
public final class InMemoryLedger implements OutcomeLedger {

    private final List<BatchOutcome> committed = new ArrayList<>();
    private final Map<Partition, Checkpoint> checkpoints = new HashMap<>();

    @Override
    public synchronized void commit(List<BatchOutcome> outcomes) {
        committed.addAll(outcomes);
        for (BatchOutcome outcome : outcomes) {
            checkpoints.put(outcome.batch().partition(), outcome.checkpoint());
        }
    }

    @Override
    public synchronized void advance(Map<Partition, Checkpoint> positions) {
        checkpoints.putAll(positions);
    }

    @Override
    public synchronized Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> found = new HashMap<>(checkpoints);
        found.keySet().retainAll(partitions);
        return found;
    }

    /** All outcomes committed so far, in order. */
    public synchronized List<BatchOutcome> committed() {
        return List.copyOf(committed);
    }
}
