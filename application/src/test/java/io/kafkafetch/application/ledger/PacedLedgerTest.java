package io.kafkafetch.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.record.Delivery;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedLedgerTest {

    private static final long MOST = 1 << 20;
    private static final Partition LOGINS = new Partition("user-login", 0);

    private final CommitPace pace = new CommitPace(MOST);
    private long now;
    private long commitSeconds;
    private boolean failing;

    private final OutcomeLedger ledger = new PacedLedger(
            new OutcomeLedger() {
                @Override
                public void commit(List<BatchOutcome> outcomes) {
                    now += TimeUnit.SECONDS.toNanos(commitSeconds);
                    if (failing) {
                        throw new IllegalStateException("injected");
                    }
                }

                @Override
                public void advance(Map<Partition, Checkpoint> positions) {}

                @Override
                public Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
                    return Map.of(LOGINS, Checkpoint.BEGINNING);
                }
            },
            pace,
            () -> now);

    /** A commit of a MiB. */
    private void commit() {
        Delivery.DeadLetter letter = new Delivery.DeadLetter(
                new Origin(LOGINS, 0),
                List.of(new Reason.OfRecord(RecordFault.NOT_JSON)),
                new Original(null, new byte[(int) MOST], List.of()));
        LoginBatch batch = new LoginBatch(LOGINS, 0, 0, Trigger.AGE, LoginTally.EMPTY, List.of(letter));
        ledger.commit(List.of(new BatchOutcome(batch, List.of(), HourCounts.EMPTY)));
    }

    private void failAfter(long seconds) {
        failing = true;
        commitSeconds = seconds;
        assertThatThrownBy(this::commit).hasMessage("injected");
        failing = false;
    }

    @Test
    void aCommitThatRunsOutOfTimeHalvesTheNextAndGivesItTwiceTheTime() {
        failAfter(9);

        assertThat(pace.bytes()).isEqualTo(MOST / 2);
        assertThat(pace.time()).isEqualTo(Duration.ofSeconds(20));
        assertThat(pace.unusual()).isEqualTo(Duration.ofSeconds(40));
    }

    /** Such as a rebalance, a missing right or a record that is too large. */
    @Test
    void aCommitThatFailsAtOnceSaysNothingAboutItsSize() {
        failAfter(2);

        assertThat(pace.bytes()).isEqualTo(MOST);
        assertThat(pace.time()).isEqualTo(CommitPace.USUAL);
    }

    @Test
    void quickCommitsBringTheUsualTimeBackFirstAndThenMoreBytes() {
        failAfter(9);
        failAfter(18);
        commitSeconds = 0;

        commit();
        commit();
        assertThat(pace.time()).isEqualTo(CommitPace.USUAL);
        assertThat(pace.bytes()).isEqualTo(MOST / 4);

        commit();
        commit();
        assertThat(pace.bytes()).isEqualTo(MOST);
    }

    @Test
    void aBrokerThatTakesNoTransactionAsLongIsAskedForLess() {
        failAfter(9);
        pace.tooLong();

        assertThat(pace.time()).isEqualTo(Duration.ofSeconds(10));
        failAfter(9);
        assertThat(pace.time()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void checkpointsAreTheLedgers() {
        assertThat(ledger.checkpoints(List.of(LOGINS))).isEqualTo(Map.of(LOGINS, Checkpoint.BEGINNING));
    }
}
