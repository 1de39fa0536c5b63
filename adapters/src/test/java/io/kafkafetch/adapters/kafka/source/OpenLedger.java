package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.ledger.LaneLedger;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Any ledger as a lane's. */
record OpenLedger(OutcomeLedger ledger) implements LaneLedger {

    @Override
    public void open() {}

    @Override
    public void commit(List<BatchOutcome> outcomes) {
        ledger.commit(outcomes);
    }

    @Override
    public void advance(Map<Partition, Checkpoint> positions) {
        ledger.advance(positions);
    }

    @Override
    public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        return ledger.checkpoints(partitions);
    }

    @Override
    public void close() {}
}
