package io.kafkafetch.adapters.logging;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LoggedLedgerTest {

    /** What the log would say of each call. */
    private final List<String> seen = new ArrayList<>();

    private boolean failing;

    private final LoggedLedger ledger = new LoggedLedger(new OutcomeLedger() {
        @Override
        public void commit(List<BatchOutcome> outcomes) {
            seen.add(fields());
            if (failing) {
                throw new IllegalStateException("injected");
            }
        }

        @Override
        public void advance(Map<Partition, Checkpoint> positions) {}

        @Override
        public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
            seen.add(fields());
            return Map.of();
        }
    });

    @AfterEach
    void nothingStays() {
        assertThat(fields()).isEqualTo("null null");
        MDC.clear();
    }

    private static String fields() {
        return MDC.get("batch") + " " + MDC.get("batches");
    }

    @Test
    void aCommitNamesItsBatch() {
        ledger.commit(List.of(outcome(LOGINS_0, 100, 9, 9)));

        assertThat(seen).containsExactly("user-login-0@100-101 null");
    }

    @Test
    void ofManyBatchesItNamesTheFirstAndTheirNumber() {
        ledger.commit(List.of(outcome(LOGINS_0, 0, 9), outcome(LOGINS_0, 1, 9), outcome(LOGINS_0, 2, 9)));

        assertThat(seen).containsExactly("user-login-0@0-0 3");
    }

    @Test
    void aFailedCommitIsNamedUntilItsOutcomeIsClear() {
        failing = true;

        assertThatThrownBy(() -> ledger.commit(List.of(outcome(LOGINS_0, 0, 9))))
                .hasMessage("injected");
        assertThat(fields()).isEqualTo("user-login-0@0-0 null");

        ledger.checkpoints(List.of(LOGINS_0));
        assertThat(seen).containsExactly("user-login-0@0-0 null", "user-login-0@0-0 null");
    }
}
