package io.kafkafetch.adapters.kafka.source;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.Board;
import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.client.Waiting;
import io.kafkafetch.adapters.kafka.ledger.GroupFence;
import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommitterTest {

    private static final Duration NOW = Duration.ZERO;

    private final Outbox outbox = new Outbox(Long.MAX_VALUE);
    private final FaultyLedger ledger = new FaultyLedger(outbox);
    private final Board board = new Board();
    private final LaneStatus status = new LaneStatus("0", board.board);
    private final CountDownLatch clusterIsThere = new CountDownLatch(1);
    private final Committer committer = new Committer(
            outbox,
            ledger,
            () -> {},
            clusterIsThere::await,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)),
            status);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(committer);

    /** How a commit goes wrong. */
    enum Fault {
        REFUSED,
        ANSWER_LOST
    }

    /** A fenced ledger that fails as often as a test asks for. */
    private static final class FaultyLedger implements OutcomeLedger {
        private final GroupFence fence;
        private final InMemoryLedger kept = new InMemoryLedger();
        private final AtomicInteger refusals = new AtomicInteger();
        private final AtomicInteger lostAnswers = new AtomicInteger();
        private final AtomicInteger unreadable = new AtomicInteger();
        private final AtomicInteger commits = new AtomicInteger();

        FaultyLedger(GroupFence fence) {
            this.fence = fence;
        }

        @Override
        public void commit(List<BatchOutcome> outcomes) {
            commits.incrementAndGet();
            assertThat(fence.admit(outcomes)).isPresent();
            if (refusals.getAndUpdate(FaultyLedger::less) > 0) {
                throw new TimeoutException("injected: refused");
            }
            kept.commit(outcomes);
            if (lostAnswers.getAndUpdate(FaultyLedger::less) > 0) {
                throw new TimeoutException("injected: answer lost");
            }
        }

        @Override
        public void advance(Map<Partition, Checkpoint> positions) {
            commits.incrementAndGet();
            assertThat(fence.admit(positions)).isPresent();
            if (refusals.getAndUpdate(FaultyLedger::less) > 0) {
                throw new TimeoutException("injected: refused");
            }
            kept.advance(positions);
            if (lostAnswers.getAndUpdate(FaultyLedger::less) > 0) {
                throw new TimeoutException("injected: answer lost");
            }
        }

        @Override
        public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
            if (unreadable.getAndUpdate(FaultyLedger::less) > 0) {
                throw new TimeoutException("injected: unreadable");
            }
            return kept.checkpoints(partitions);
        }

        private static int less(int left) {
            return Math.max(0, left - 1);
        }
    }

    @BeforeEach
    void joinTheGroup() {
        outbox.own(List.of(LOGINS_0, LOGINS_1));
        outbox.membership(Memberships.generation(1));
    }

    private void start() {
        thread.start();
        clusterIsThere.countDown();
    }

    @AfterEach
    void stop() throws Exception {
        committer.stop();
        clusterIsThere.countDown();
        thread.join(Waiting.LONG);
    }

    private BatchOutcome add(BatchOutcome outcome) {
        outbox.add(outcome);
        return outcome;
    }

    private void awaitAllCommitted() {
        assertThat(outbox.awaitCommitted(List.of(LOGINS_0, LOGINS_1), Waiting.LONG))
                .as("all is committed")
                .isTrue();
    }

    @Test
    void whatWaitsIsCommittedInItsOrder() {
        start();
        BatchOutcome first = add(outcome(LOGINS_0, 0, 9));
        BatchOutcome second = add(outcome(LOGINS_1, 0, 9));
        BatchOutcome third = add(outcome(LOGINS_0, 1, 9));

        awaitAllCommitted();

        assertThat(ledger.kept.committed()).containsExactly(first, second, third);
    }

    @Test
    void manyBatchesThatWaitAreCommittedAsOne() {
        List<BatchOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            outcomes.add(add(outcome(LOGINS_0, i, 9)));
        }

        start();
        awaitAllCommitted();

        assertThat(ledger.kept.committed()).isEqualTo(outcomes);
        assertThat(ledger.commits).hasValue(1);
    }

    @Test
    void itsPreludeComesBeforeAnythingIsCommittedOrRead() {
        add(outcome(LOGINS_0, 0, 9));
        thread.start();
        Await.until("it waits for the cluster", () -> thread.getState() == Thread.State.WAITING);
        assertThat(outbox.awaitOpen(NOW)).isFalse();

        clusterIsThere.countDown();

        assertThat(outbox.awaitOpen(Waiting.LONG)).isTrue();
        assertThat(outbox.awaitCommitted(List.of(LOGINS_0), Waiting.LONG)).isTrue();
        assertThat(ledger.commits).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongNothingIsCommittedTwiceAndNothingSkipped(Fault fault) {
        (fault == Fault.REFUSED ? ledger.refusals : ledger.lostAnswers).set(5);
        ledger.unreadable.set(3);
        start();
        List<BatchOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            outcomes.add(add(outcome(i % 3 == 0 ? LOGINS_1 : LOGINS_0, i, 9)));
        }

        awaitAllCommitted();
        BatchOutcome last = add(outcome(LOGINS_0, 200, 9));
        outcomes.add(last);
        awaitAllCommitted();

        assertThat(ledger.kept.committed()).isEqualTo(outcomes);
    }

    @Test
    void aFailureIsToldUntilACommitSucceeds() {
        ledger.refusals.set(Integer.MAX_VALUE);
        start();
        add(outcome(LOGINS_0, 0, 9));
        Await.until("it is reported", () -> board.troubles().containsKey("lane 0: committing"));
        assertThat(board.troubles().get("lane 0: committing")).contains("injected: refused");

        ledger.refusals.set(0);

        Await.until("it is over", () -> board.troubles().isEmpty());
        awaitAllCommitted();
        assertThat(ledger.kept.committed()).hasSize(1);
    }

    @Test
    void anUnclearCommitOfAPartitionThatLeftIsSettledThoughNothingWaits() {
        ledger.lostAnswers.set(1);
        ledger.unreadable.set(Integer.MAX_VALUE);
        start();
        add(outcome(LOGINS_0, 0, 9));
        Await.until("the commit is unclear", () -> board.troubles().containsKey("lane 0: committing"));

        outbox.disown(List.of(LOGINS_0));
        assertThat(outbox.awaitSettled(List.of(LOGINS_0), NOW)).isFalse();
        ledger.unreadable.set(0);

        assertThat(outbox.awaitSettled(List.of(LOGINS_0), Waiting.LONG)).isTrue();
    }

    @Test
    void itEndsWhenStopped() throws Exception {
        start();
        assertThat(outbox.awaitOpen(Waiting.LONG)).isTrue();

        committer.stop();

        assertThat(thread.join(Waiting.LONG)).isTrue();
    }

    @Test
    void itEndsWhenInterruptedWhileItWaitsForTheCluster() throws Exception {
        thread.start();

        thread.interrupt();

        assertThat(thread.join(Waiting.LONG)).isTrue();
        assertThat(outbox.awaitOpen(NOW)).isFalse();
    }
}
