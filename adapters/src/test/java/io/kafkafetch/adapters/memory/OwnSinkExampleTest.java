package io.kafkafetch.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.OutcomeLedgerContract;
import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Insight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** CONTRIBUTING's "Add a sink": the code between the two markers is shown there, and keeps what every ledger promises. */
class OwnSinkExampleTest extends OutcomeLedgerContract {

    // ---- CONTRIBUTING.md: begin
    /** Keeps everything in one value, which each commit replaces as a whole, as a database's transaction would. */
    static final class OwnSink implements OutcomeLedger {

        record Kept(List<String> insights, List<Delivery.DeadLetter> letters, Map<Partition, Checkpoint> checkpoints) {}

        private final InsightEncoder encoder = new InsightEncoder();
        private final AtomicReference<Kept> store = new AtomicReference<>(new Kept(List.of(), List.of(), Map.of()));

        @Override
        public void commit(List<BatchOutcome> outcomes) {
            store.updateAndGet(before -> {
                List<String> insights = new ArrayList<>(before.insights());
                List<Delivery.DeadLetter> letters = new ArrayList<>(before.letters());
                Map<Partition, Checkpoint> checkpoints = new HashMap<>(before.checkpoints());
                for (BatchOutcome outcome : outcomes) {
                    for (Insight insight : outcome.insights()) {
                        insights.add(new String(encoder.value(insight, outcome.batch()), UTF_8));
                    }
                    letters.addAll(outcome.batch().deadLetters());
                    checkpoints.put(outcome.batch().partition(), outcome.checkpoint());
                }
                return new Kept(insights, letters, checkpoints);
            });
        }

        @Override
        public void advance(Map<Partition, Checkpoint> positions) {
            store.updateAndGet(before -> {
                Map<Partition, Checkpoint> checkpoints = new HashMap<>(before.checkpoints());
                checkpoints.putAll(positions);
                return new Kept(before.insights(), before.letters(), checkpoints);
            });
        }

        @Override
        public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
            Map<Partition, Checkpoint> found = new HashMap<>(store.get().checkpoints());
            found.keySet().retainAll(partitions);
            return found;
        }
    }
    // ---- CONTRIBUTING.md: end

    private final OwnSink sink = new OwnSink();

    @Override
    protected OutcomeLedger ledger() {
        return sink;
    }

    @Override
    protected List<String> visibleInsights() {
        return sink.store.get().insights();
    }

    @Override
    protected List<Origin> visibleDeadLetters() {
        return sink.store.get().letters().stream()
                .map(Delivery.DeadLetter::origin)
                .toList();
    }
}
