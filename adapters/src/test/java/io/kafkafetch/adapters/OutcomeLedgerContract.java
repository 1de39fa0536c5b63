package io.kafkafetch.adapters;

import static io.kafkafetch.adapters.Outcomes.LOGINS_0;
import static io.kafkafetch.adapters.Outcomes.LOGINS_1;
import static io.kafkafetch.adapters.Outcomes.LOGINS_2;
import static io.kafkafetch.adapters.Outcomes.outcome;
import static io.kafkafetch.adapters.Outcomes.rejected;
import static io.kafkafetch.adapters.Outcomes.skipped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.InsightEncoder;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link OutcomeLedger} promises. */
public abstract class OutcomeLedgerContract {

    private final InsightEncoder encoder = new InsightEncoder();

    /** The ledger under test; nothing was committed to it before the test. */
    protected abstract OutcomeLedger ledger();

    /** All insights a reader finds now, as JSON, in order. */
    protected abstract List<String> visibleInsights() throws Exception;

    /** Where all dead letters that a reader finds now came from, in order. */
    protected abstract List<Origin> visibleDeadLetters() throws Exception;

    @Test
    public void whatIsCommittedIsVisibleAndInTheCheckpoints() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 100, 9, 9, 17);

        ledger().commit(List.of(outcome));

        assertThat(ledger().checkpoints(List.of(LOGINS_0)))
                .isEqualTo(Map.of(LOGINS_0, new Checkpoint(103, outcome.running())));
        assertThat(outcome.insights()).hasSize(4);
        assertVisible(outcome);
    }

    @Test
    public void runningHoursAreThoseOfAllBatchesSinceTheBeginning() {
        HourCounts before = Outcomes.tally(9, 23).hours();

        ledger().commit(List.of(outcome(LOGINS_0, 2, before, 9, 0)));

        Checkpoint checkpoint = checkpoint(LOGINS_0);
        assertThat(checkpoint.running()).isEqualTo(Outcomes.tally(0, 9, 9, 23).hours());
    }

    @Test
    public void everyCommitAddsToTheOnesBeforeInOrder() throws Exception {
        BatchOutcome first = outcome(LOGINS_0, 0, 9);
        BatchOutcome second = rejected(LOGINS_0, 1, first.running(), "a", "b");
        BatchOutcome third = outcome(LOGINS_0, 3, second.running(), 10);

        ledger().commit(List.of(first));
        ledger().commit(List.of(second));
        ledger().commit(List.of(third));

        assertThat(checkpoint(LOGINS_0)).isEqualTo(new Checkpoint(4, third.running()));
        assertVisible(first, second, third);
    }

    @Test
    public void severalPartitionsAreCommittedAsOneAndStandEachForItself() throws Exception {
        BatchOutcome one = outcome(LOGINS_1, 5, 1);
        BatchOutcome zero = outcome(LOGINS_0, 70, 2, 2);
        BatchOutcome oneAgain = outcome(LOGINS_1, 6, one.running(), 3);

        ledger().commit(List.of(one, zero, oneAgain));

        assertThat(ledger().checkpoints(List.of(LOGINS_0, LOGINS_1)))
                .isEqualTo(Map.of(
                        LOGINS_0, new Checkpoint(72, zero.running()), LOGINS_1, new Checkpoint(7, oneAgain.running())));
        assertVisible(one, zero, oneAgain);
    }

    @Test
    public void ofSeveralBatchesOfAPartitionTheLastCheckpointStands() throws Exception {
        List<BatchOutcome> outcomes = new ArrayList<>();
        HourCounts running = HourCounts.EMPTY;
        for (int i = 0; i < 20; i++) {
            BatchOutcome next = outcome(LOGINS_0, 2L * i, running, i, 23);
            running = next.running();
            outcomes.add(next);
        }

        ledger().commit(outcomes);

        assertThat(checkpoint(LOGINS_0)).isEqualTo(new Checkpoint(40, running));
        assertVisible(outcomes.toArray(BatchOutcome[]::new));
    }

    @Test
    public void aPartitionThatNothingWasCommittedForHasNoCheckpoint() {
        assertThat(ledger().checkpoints(List.of(LOGINS_0))).isEmpty();

        ledger().commit(List.of(outcome(LOGINS_0, 0, 9)));

        assertThat(ledger().checkpoints(List.of(LOGINS_1, LOGINS_2))).isEmpty();
        assertThat(ledger().checkpoints(List.of(LOGINS_1, LOGINS_0)).keySet()).containsExactly(LOGINS_0);
    }

    @Test
    public void onlyThePartitionsAskedForAreTold() {
        ledger().commit(List.of(outcome(LOGINS_0, 0, 9), outcome(LOGINS_1, 0, 9)));

        assertThat(ledger().checkpoints(List.of(LOGINS_1)).keySet()).containsExactly(LOGINS_1);
        assertThat(ledger().checkpoints(List.of())).isEmpty();
    }

    @Test
    public void aBatchOfDeadLettersAloneMovesThePositionAndKeepsTheHours() throws Exception {
        HourCounts before = Outcomes.tally(9).hours();
        BatchOutcome rejected = rejected(LOGINS_0, 1, before, "not json", "");

        ledger().commit(List.of(rejected));

        assertThat(checkpoint(LOGINS_0)).isEqualTo(new Checkpoint(3, before));
        assertThat(visibleInsights()).isEmpty();
        assertThat(visibleDeadLetters()).containsExactly(new Origin(LOGINS_0, 1), new Origin(LOGINS_0, 2));
    }

    @Test
    public void aBatchOfSkippedRecordsAloneMovesThePositionAndKeepsTheHours() throws Exception {
        BatchOutcome counted = outcome(LOGINS_0, 0, 9);
        BatchOutcome skipped = skipped(LOGINS_0, 1, counted.running(), 500);

        ledger().commit(List.of(counted, skipped));

        assertThat(checkpoint(LOGINS_0)).isEqualTo(new Checkpoint(501, counted.running()));
        assertVisible(counted);
    }

    @Test
    public void positionsMoveWithoutAnythingElse() throws Exception {
        BatchOutcome outcome = outcome(LOGINS_0, 0, 9);
        ledger().commit(List.of(outcome));

        ledger().advance(Map.of(
                LOGINS_0, new Checkpoint(7, outcome.running()), LOGINS_1, new Checkpoint(3, HourCounts.EMPTY)));

        assertThat(checkpoint(LOGINS_0)).isEqualTo(new Checkpoint(7, outcome.running()));
        assertThat(checkpoint(LOGINS_1)).isEqualTo(new Checkpoint(3, HourCounts.EMPTY));
        assertVisible(outcome);
    }

    @Test
    public void aSourceThatBeginsAgainTakesItsPositionBackAndGoesOnFromThere() throws Exception {
        BatchOutcome before = outcome(LOGINS_0, 100, 9);
        ledger().commit(List.of(before));
        Checkpoint beginning = new Checkpoint(0, HourCounts.EMPTY, "topic=AAAAAAAAAAAAAAAAAAAAAQ/1");

        ledger().advance(Map.of(LOGINS_0, beginning));

        assertThat(checkpoint(LOGINS_0)).isEqualTo(beginning);
        BatchOutcome again = outcome(LOGINS_0, 0, 10);
        ledger().commit(List.of(again));
        assertThat(checkpoint(LOGINS_0)).isEqualTo(again.checkpoint());
        assertVisible(before, again);
    }

    /** Fails unless just these outcomes, in this order, are what a reader finds. */
    protected final void assertVisible(BatchOutcome... outcomes) throws Exception {
        List<String> insights = new ArrayList<>();
        List<Origin> deadLetters = new ArrayList<>();
        for (BatchOutcome outcome : outcomes) {
            insights.addAll(insightsOf(outcome));
            deadLetters.addAll(deadLettersOf(outcome));
        }
        assertThat(visibleInsights()).isEqualTo(insights);
        assertThat(visibleDeadLetters()).isEqualTo(deadLetters);
    }

    /** An outcome's insights as JSON. */
    protected final List<String> insightsOf(BatchOutcome outcome) {
        return outcome.insights().stream()
                .map(insight -> new String(encoder.value(insight, outcome.batch()), UTF_8))
                .toList();
    }

    /** Where an outcome's dead letters came from. */
    protected static List<Origin> deadLettersOf(BatchOutcome outcome) {
        return outcome.batch().deadLetters().stream().map(DeadLetter::origin).toList();
    }

    private Checkpoint checkpoint(Partition partition) {
        return requireNonNull(ledger().checkpoints(List.of(partition)).get(partition));
    }
}
