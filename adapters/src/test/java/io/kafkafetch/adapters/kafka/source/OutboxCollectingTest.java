package io.kafkafetch.adapters.kafka.source;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.application.batch.BatchOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a backlog commits are few and large; caught up, each outcome is committed at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutboxCollectingTest {

    /** As much as two of these outcomes is committed at once. */
    private static final BatchOutcome SMALL = outcome(LOGINS_0, 2_000, 9);

    private final Outbox outbox = new Outbox(4 * SMALL.weight(), Waiting.LONG);

    @BeforeEach
    void ownTwoPartitions() {
        outbox.own(List.of(LOGINS_0, LOGINS_1));
    }

    private void commit(int logins) {
        BatchOutcome outcome = outcome(LOGINS_0, 0, new int[logins]);
        outbox.add(outcome);
        assertThat(outbox.awaitWork(Duration.ZERO)).containsExactly(outcome);
        outbox.committed(List.of(outcome));
    }

    @Test
    void afterALargeCommitTheNextOneCollectsUntilItIsFull() throws Exception {
        commit(2_000);
        outbox.add(SMALL);
        Waiting<List<BatchOutcome>> next = Waiting.in(() -> outbox.awaitWork(Waiting.LONG));
        assertThat(next.isOver()).isFalse();

        BatchOutcome second = outcome(LOGINS_0, 2_001, 9);
        outbox.add(second);

        assertThat(next.result()).containsExactly(SMALL, second);
    }

    @Test
    void afterASmallCommitTheNextOneIsAtOnce() {
        commit(1_999);
        outbox.add(SMALL);

        assertThat(outbox.awaitWork(Waiting.LONG)).containsExactly(SMALL);
    }

    /** What was collected for was too little: reading has caught up. */
    @Test
    void itIsCollectedNoLongerThanThat() {
        Outbox brief = new Outbox(4 * SMALL.weight(), Duration.ofMillis(1));
        brief.own(List.of(LOGINS_0));
        BatchOutcome large = outcome(LOGINS_0, 0, new int[2_000]);
        brief.add(large);
        assertThat(brief.awaitWork(Duration.ZERO)).containsExactly(large);
        brief.committed(List.of(large));
        brief.add(SMALL);

        assertThat(brief.awaitWork(Waiting.LONG)).containsExactly(SMALL);
        assertThat(brief.awaitWork(Waiting.LONG)).containsExactly(SMALL);
    }

    /** Its next owner decides it again, and waits for nobody. */
    @Test
    void whatLeavesMeanwhileEndsTheCollecting() throws Exception {
        commit(2_000);
        outbox.add(SMALL);
        Waiting<List<BatchOutcome>> next = Waiting.in(() -> outbox.awaitWork(Waiting.LONG));

        outbox.disown(List.of(LOGINS_0));

        assertThat(next.result()).isEmpty();
    }
}
