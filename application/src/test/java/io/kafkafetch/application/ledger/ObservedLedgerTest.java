package io.kafkafetch.application.ledger;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static io.kafkafetch.application.batch.Deliveries.LOGINS_1;
import static io.kafkafetch.application.batch.Deliveries.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.Commits.Commit;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservedLedgerTest {

    private static final BatchOutcome FIRST = outcome(0);
    private static final BatchOutcome SECOND = outcome(10);

    private final UnclearLedger ledger = new UnclearLedger();
    private final List<Commit> heard = new ArrayList<>();
    private long nanos = 100;
    private final ObservedLedger observed = new ObservedLedger(ledger, heard::add, () -> nanos);

    @Test
    void aCommitIsToldOnceItHasSucceededWithItsTime() {
        ledger.whileCommitting = () -> {
            assertThat(heard).isEmpty();
            nanos = 107;
        };

        observed.commit(List.of(FIRST, SECOND));

        assertThat(heard).containsExactly(new Commit(List.of(FIRST, SECOND), 100, 107));
        observed.checkpoints(List.of(LOGINS_0));
        assertThat(heard).as("each is told once").hasSize(1);
    }

    @Test
    void ofAnUnclearCommitIsToldWhatTurnsOutToBeDurable() {
        ledger.whileCommitting = () -> {
            throw new IllegalStateException("no answer");
        };
        assertThatThrownBy(() -> observed.commit(List.of(FIRST, SECOND))).hasMessage("no answer");
        assertThat(heard).isEmpty();
        nanos = 130;
        ledger.checkpoints.put(LOGINS_0, FIRST.checkpoint());

        observed.checkpoints(List.of(LOGINS_1));
        assertThat(heard).as("another partition says nothing of it").isEmpty();
        assertThat(observed.checkpoints(List.of(LOGINS_0))).containsOnlyKeys(LOGINS_0);
        observed.checkpoints(List.of(LOGINS_0));

        assertThat(heard).containsExactly(new Commit(List.of(FIRST), 100, 130));
    }

    @Test
    void whatIsCommittedAgainIsToldOnce() {
        ledger.whileCommitting = () -> {
            throw new IllegalStateException("refused");
        };
        assertThatThrownBy(() -> observed.commit(List.of(FIRST))).hasMessage("refused");
        observed.checkpoints(List.of(LOGINS_0));
        ledger.whileCommitting = () -> {};

        observed.commit(List.of(FIRST));

        assertThat(heard).containsExactly(new Commit(List.of(FIRST), 100, 100));
    }

    @Test
    void aFailureIsToldAtOnceAndFliesOn() {
        List<Throwable> failures = new ArrayList<>();
        Commits listener = new Commits() {
            @Override
            public void committed(Commit commit) {
                heard.add(commit);
            }

            @Override
            public void failed(Throwable failure) {
                failures.add(failure);
            }
        };
        IllegalStateException refused = new IllegalStateException("refused");
        ledger.whileCommitting = () -> {
            throw refused;
        };
        ObservedLedger failing = new ObservedLedger(ledger, Commits.UNHEARD.and(listener), () -> nanos);

        assertThatThrownBy(() -> failing.commit(List.of(FIRST))).isSameAs(refused);

        assertThat(failures).containsExactly(refused);
        assertThat(heard).isEmpty();
    }

    @Test
    void twoListenersBothHear() {
        List<Commit> others = new ArrayList<>();
        Commit commit = new Commit(List.of(FIRST), 1, 2);

        Commits.UNHEARD.and(heard::add).and(others::add).committed(commit);

        assertThat(heard).containsExactly(commit);
        assertThat(others).containsExactly(commit);
    }

    private static BatchOutcome outcome(long firstOffset) {
        return new BatchOutcome(batch(firstOffset, 9, 9), List.of(), HourCounts.EMPTY);
    }

    private static final class UnclearLedger implements OutcomeLedger {
        private final Map<Partition, Checkpoint> checkpoints = new HashMap<>();
        private Runnable whileCommitting = () -> {};

        @Override
        public void commit(List<BatchOutcome> outcomes) {
            whileCommitting.run();
        }

        @Override
        public void advance(Map<Partition, Checkpoint> positions) {
            checkpoints.putAll(positions);
        }

        @Override
        public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
            Map<Partition, Checkpoint> found = new HashMap<>(checkpoints);
            found.keySet().retainAll(partitions);
            return found;
        }
    }
}
