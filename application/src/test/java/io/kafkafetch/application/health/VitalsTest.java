package io.kafkafetch.application.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VitalsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Vitals vitals = new Vitals("lane 0", nanos::get);

    /** A commit takes three seconds, in which this happens. */
    private OutcomeLedger slow(Runnable meanwhile) {
        return vitals.watch(new OutcomeLedger() {
            @Override
            public void commit(List<BatchOutcome> outcomes) {
                nanos.addAndGet(3_000_000_000L);
                meanwhile.run();
            }

            @Override
            public void advance(Map<Partition, Checkpoint> positions) {}

            @Override
            public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
                return Map.of();
            }
        });
    }

    @Test
    void aCommitIsUnderWayUntilItEnds() {
        OutcomeLedger ledger = slow(() -> {
            assertThat(vitals.committing()).contains(Duration.ofSeconds(3));
            assertThat(vitals.sinceCommit()).isEmpty();
        });
        assertThat(vitals.committing()).isEmpty();

        ledger.commit(List.of());

        assertThat(vitals.committing()).isEmpty();
        nanos.addAndGet(1_000_000_000L);
        assertThat(vitals.sinceCommit()).contains(Duration.ofSeconds(1));
    }

    @Test
    void aCommitThatFailsIsOverButNoneThatSucceeded() {
        OutcomeLedger ledger = slow(() -> {
            throw new IllegalStateException("refused");
        });

        assertThatThrownBy(() -> ledger.commit(List.of())).hasMessage("refused");

        assertThat(vitals.committing()).isEmpty();
        assertThat(vitals.sinceCommit()).isEmpty();
    }

    @Test
    void aPulseIsNamedAfterWhomItBelongsTo() {
        Pulse pulse = vitals.pulse("poll thread");

        assertThat(pulse.name()).isEqualTo("lane 0: poll thread");
        assertThat(vitals.pulses()).containsExactly(pulse);
    }
}
