package io.kafkafetch.application.intake;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static io.kafkafetch.application.batch.Deliveries.LOGINS_1;
import static io.kafkafetch.application.batch.Deliveries.deadLetter;
import static io.kafkafetch.application.batch.Deliveries.hours;
import static io.kafkafetch.application.batch.Deliveries.login;
import static io.kafkafetch.application.batch.Deliveries.loginAt;
import static io.kafkafetch.application.batch.Deliveries.skipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.batch.DeriveInsights;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.login.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginPipelineTest {

    private static final Duration AGE = Duration.ofSeconds(5);

    private final FakeLedger ledger = new FakeLedger();
    private final List<Reason> heard = new ArrayList<>();
    private String place = "";
    private final LoginPipeline pipeline = pipeline(2);

    @Test
    void itGoesOnWhereTheLedgerStands() {
        Checkpoint checkpoint = new Checkpoint(40, hours(9, 9), "file=1");
        ledger.checkpoints.put(LOGINS_0, checkpoint);

        assertThat(pipeline.resume(LOGINS_0)).isEqualTo(checkpoint);
        assertThat(pipeline.resume(LOGINS_1)).isEqualTo(Checkpoint.BEGINNING);

        pipeline.add(loginAt(LOGINS_0, 40, 9), 0);
        pipeline.finish(LOGINS_0, Trigger.END);
        assertThat(ledger.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.running()).isEqualTo(hours(9, 9, 9));
            assertThat(outcome.batch().trigger()).isEqualTo(Trigger.END);
        });
    }

    @Test
    void whatIsClosedWaitsForACommitAndIsCommittedAsOne() {
        pipeline.resume(LOGINS_0);
        for (int offset = 0; offset < 6; offset++) {
            pipeline.add(login(LOGINS_0, offset), 0);
        }
        assertThat(ledger.commits).isEmpty();

        pipeline.commit();
        pipeline.commit();

        assertThat(ledger.commits)
                .singleElement()
                .satisfies(commit -> assertThat(commit)
                        .extracting(outcome -> outcome.batch().name())
                        .containsExactly("user-login-0@0-1", "user-login-0@2-3", "user-login-0@4-5"));
        assertThat(ledger.outcomes().getLast().running().total()).isEqualTo(6);
    }

    @Test
    void anOutcomeCarriesThePlaceAfterItsLastDelivery() {
        pipeline.resume(LOGINS_0);
        for (int offset = 0; offset < 4; offset++) {
            place = "byte=" + 100 * (offset + 1);
            pipeline.add(login(LOGINS_0, offset), () -> place, 0);
        }
        pipeline.commit();

        assertThat(ledger.outcomes())
                .extracting(outcome -> outcome.checkpoint().bookmark())
                .containsExactly("byte=200", "byte=400");
    }

    @Test
    void itSaysWhereTheLastCommitLeftAPartition() {
        Checkpoint before = new Checkpoint(40, hours(9, 9), "file=1");
        ledger.checkpoints.put(LOGINS_0, before);
        assertThat(pipeline.committed(LOGINS_0)).isEmpty();

        pipeline.resume(LOGINS_0);
        pipeline.add(deadLetter(LOGINS_0, 40), () -> "file=2", 0);
        pipeline.closeAged(AGE.toNanos());
        assertThat(pipeline.committed(LOGINS_0)).contains(before);

        pipeline.commit();
        assertThat(pipeline.committed(LOGINS_0)).contains(new Checkpoint(41, hours(9, 9), "file=2"));
        assertThat(pipeline.committed(LOGINS_1)).isEmpty();
    }

    @Test
    void anOldBatchIsClosedAndARejectionIsHeard() {
        pipeline.resume(LOGINS_0);
        pipeline.add(deadLetter(LOGINS_0, 0), 0);
        pipeline.add(login(LOGINS_0, 1), 1);

        pipeline.closeAged(AGE.toNanos() - 1);
        pipeline.commit();
        assertThat(ledger.commits).isEmpty();

        pipeline.closeAged(AGE.toNanos());
        pipeline.commit();
        assertThat(ledger.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.batch().trigger()).isEqualTo(Trigger.AGE);
            assertThat(outcome.batch().rejected()).isEqualTo(1);
        });
        assertThat(heard).hasSize(1);
    }

    @Test
    void skippedRecordsMoveThePositionAndNobodyHearsOfThemAsRejected() {
        pipeline.resume(LOGINS_0);
        for (int offset = 0; offset < 1_000; offset++) {
            pipeline.add(skipped(LOGINS_0, offset, "/eventType"), 0);
        }
        pipeline.commit();
        assertThat(ledger.commits).as("one batch, still open").isEmpty();

        pipeline.closeAged(AGE.toNanos());
        pipeline.commit();

        assertThat(ledger.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.checkpoint().position()).isEqualTo(1_000);
            assertThat(outcome.batch().skippedBy()).isEqualTo(Map.of("/eventType", 1_000L));
            assertThat(outcome.insights()).isEmpty();
        });
        assertThat(heard).isEmpty();
    }

    @Test
    void whatWaitsHasABound() {
        LoginPipeline ofOne = pipeline(1);
        ofOne.resume(LOGINS_0);
        ofOne.add(deadLetter(LOGINS_0, 0, 1 << 20), 0);
        assertThat(ledger.commits).isEmpty();

        ofOne.add(login(LOGINS_0, 1), 0);

        assertThat(ledger.commits).hasSize(1);
    }

    @Test
    void afterAFailedCommitItGoesOnFromWhatTheLedgerTells() {
        pipeline.resume(LOGINS_0);
        pipeline.add(login(LOGINS_0, 0), 0);
        pipeline.add(login(LOGINS_0, 1), 0);
        pipeline.add(login(LOGINS_0, 2), 0);
        ledger.failing = true;
        assertThatThrownBy(pipeline::commit).hasMessage("the disk is full");
        ledger.failing = false;

        assertThat(pipeline.resume(LOGINS_0)).isEqualTo(Checkpoint.BEGINNING);
        for (int offset = 0; offset < 3; offset++) {
            pipeline.add(login(LOGINS_0, offset), 0);
        }
        pipeline.finish(LOGINS_0, Trigger.END);

        assertThat(ledger.outcomes())
                .extracting(outcome -> outcome.batch().name())
                .containsExactly("user-login-0@0-1", "user-login-0@2-2");
        assertThat(ledger.outcomes().getLast().running().total()).isEqualTo(3);
    }

    @Test
    void aPartitionThatIsResumedLeavesTheOthersAsTheyAre() {
        pipeline.resume(LOGINS_0);
        pipeline.resume(LOGINS_1);
        pipeline.add(login(LOGINS_0, 0), 0);
        pipeline.add(login(LOGINS_0, 1), 0);
        pipeline.add(login(LOGINS_1, 0), 0);

        pipeline.resume(LOGINS_1);
        pipeline.finish(LOGINS_1, Trigger.END);

        assertThat(ledger.outcomes())
                .extracting(outcome -> outcome.batch().name())
                .containsExactly("user-login-0@0-1");
    }

    @Test
    void aPlainPipelineHasNoPlaces() {
        LoginPipeline plain = new LoginPipeline(BatchPolicy.of(1, AGE), HourOfDay.UTC, new DeriveInsights(), ledger);
        plain.resume(LOGINS_0);
        plain.add(deadLetter(LOGINS_0, 0), 0);
        plain.finish(LOGINS_0, Trigger.END);

        assertThat(ledger.outcomes().getFirst().checkpoint()).isEqualTo(new Checkpoint(1, HourCounts.EMPTY, ""));
    }

    @Test
    void loginsAreCountedByWhatIsPublishedAlone() {
        ChosenMetrics devices = ChosenMetrics.of("device_usage").orElseThrow();
        LoginPipeline some =
                new LoginPipeline(BatchPolicy.of(1, AGE), HourOfDay.UTC, new DeriveInsights(devices), ledger);
        some.resume(LOGINS_0);
        some.add(loginAt(LOGINS_0, 0, 9), 0);
        some.finish(LOGINS_0, Trigger.END);

        BatchOutcome outcome = ledger.outcomes().getFirst();
        assertThat(outcome.insights()).hasSize(1);
        assertThat(outcome.running()).isEqualTo(hours(9));
        assertThatThrownBy(() -> outcome.batch().tally().by(Dimension.REGION))
                .isInstanceOf(IllegalStateException.class);
    }

    private LoginPipeline pipeline(int batchSize) {
        return new LoginPipeline(
                BatchPolicy.of(batchSize, AGE), HourOfDay.UTC, new DeriveInsights(), ledger, heard::addAll);
    }

    private static final class FakeLedger implements OutcomeLedger {
        private final Map<Partition, Checkpoint> checkpoints = new HashMap<>();
        private final List<List<BatchOutcome>> commits = new ArrayList<>();
        private boolean failing;

        @Override
        public void commit(List<BatchOutcome> outcomes) {
            if (failing) {
                throw new IllegalStateException("the disk is full");
            }
            commits.add(outcomes);
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

        List<BatchOutcome> outcomes() {
            return commits.stream().flatMap(List::stream).toList();
        }
    }
}
