package io.kafkafetch.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.ledger.Commits.Commit;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.Origin;
import io.kafkafetch.application.record.Original;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.login.FieldFault;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.Reason;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.rollup.BatchTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {

    private static final Partition LOGINS = new Partition("logins", 0);
    private static final Reason BLANK = new Reason.OfField(LoginField.USER_ID, FieldFault.BLANK);
    private static final Reason MISSING = new Reason.OfField(LoginField.IP, FieldFault.MISSING);
    private static final Reason TOMBSTONE = new Reason.OfRecord(RecordFault.TOMBSTONE);
    private static final long SECOND = 1_000_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = metrics();

    private PipelineMetrics metrics() {
        return new PipelineMetrics(registry, true, () -> Instant.ofEpochMilli(1_764_070_000_250L), List.of());
    }

    @Test
    void aDurableBatchIsCountedWithItsAcceptedAndItsRejected() {
        metrics.committed(new Commit(
                List.of(
                        batch(0, Trigger.SIZE, 3, List.of(List.of(BLANK, MISSING), List.of(TOMBSTONE))),
                        batch(0, Trigger.AGE, 2, List.of(List.of(MISSING)))),
                0,
                1));

        assertThat(counter("login.events.consumed")).isEqualTo(8);
        assertThat(counter("login.events.accepted")).isEqualTo(5);
        assertThat(counter("login.dlq.records")).isEqualTo(3);
        assertThat(counter("login.events.rejected", "reason", "blank")).isEqualTo(1);
        assertThat(counter("login.events.rejected", "reason", "missing"))
                .as("a record counts for its first reason alone")
                .isEqualTo(1);
        assertThat(counter("login.events.rejected", "reason", "tombstone")).isEqualTo(1);
        assertThat(counter("login.batches", "trigger", "size")).isEqualTo(1);
        assertThat(counter("login.batches", "trigger", "age")).isEqualTo(1);
        assertThat(counter("login.commit.failures")).isZero();
    }

    @Test
    void skippedRecordsAreCountedByTheirRuleAndAreConsumed() {
        metrics.committed(new Commit(
                List.of(
                        skipping(Map.of("/eventType", 7L, "/outcome/result", 1L)),
                        skipping(Map.of("/eventType", 2L)),
                        batch(0, Trigger.SIZE, 3, List.of(List.of(BLANK)))),
                0,
                1));

        assertThat(counter("login.events.skipped", "rule", "/eventType")).isEqualTo(9);
        assertThat(counter("login.events.skipped", "rule", "/outcome/result")).isEqualTo(1);
        assertThat(counter("login.events.consumed")).isEqualTo(9 + 1 + 3 + 1);
        assertThat(counter("login.dlq.records")).isEqualTo(1);
    }

    @Test
    void aRuleThatIsKnownHasItsSeriesFromTheStartAndTheirNumberIsBounded() {
        SimpleMeterRegistry mapped = new SimpleMeterRegistry();
        PipelineMetrics counting = new PipelineMetrics(mapped, true, () -> Instant.EPOCH, List.of("/eventType"));
        assertThat(mapped.get("login.events.skipped")
                        .tag("rule", "/eventType")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.find("login.events.skipped").counters())
                .as("of a feed without a mapping")
                .isEmpty();

        IntStream.range(0, 1_000)
                .forEach(rule -> counting.committed(
                        new Commit(List.of(skipping(Map.of("/" + rule, 1L, "/eventType", 1L))), 0, 1)));

        assertThat(mapped.find("login.events.skipped").counters()).hasSize(101);
        assertThat(mapped.find("login.events.skipped").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(2_000);
    }

    @Test
    void aBatchTakesFromItsFirstRecordToItsCommitsEnd() {
        metrics.committed(new Commit(
                List.of(batch(2 * SECOND, Trigger.SIZE, 1, List.of()), batch(4 * SECOND, Trigger.SIZE, 1, List.of())),
                5 * SECOND,
                6 * SECOND));

        assertThat(registry.get("login.batch.duration").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(4 + 2);
        assertThat(registry.get("login.commit.duration").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(registry.get("login.commit.duration").timer().count()).isEqualTo(1);
    }

    @Test
    void theTimeOfTheLastCommitIsNotKnownBeforeTheFirst() {
        assertThat(registry.get("login.last.commit.timestamp.seconds").gauge().value())
                .isNaN();

        metrics.committed(new Commit(List.of(batch(0, Trigger.END, 1, List.of())), 0, 1));

        assertThat(registry.get("login.last.commit.timestamp.seconds").gauge().value())
                .isEqualTo(1_764_070_000.25);
    }

    @Test
    void aFailedCommitIsAFailureAndNothingElse() {
        metrics.failed(new IllegalStateException("refused"));

        assertThat(counter("login.commit.failures")).isEqualTo(1);
        assertThat(counter("login.events.consumed")).isZero();
    }

    @Test
    void aScreenKeepsNoDeadLetters() {
        SimpleMeterRegistry screen = new SimpleMeterRegistry();
        new PipelineMetrics(screen, false, () -> Instant.EPOCH, List.of())
                .committed(new Commit(List.of(batch(0, Trigger.SIZE, 1, List.of(List.of(BLANK)))), 0, 1));

        assertThat(screen.get("login.dlq.records").counter().count()).isZero();
        assertThat(screen.get("login.events.consumed").counter().count()).isEqualTo(2);
    }

    private static BatchOutcome batch(long openedAtNanos, Trigger trigger, int accepted, List<List<Reason>> rejected) {
        LoginCounter counter = new LoginCounter(HourOfDay.UTC);
        for (int i = 0; i < accepted; i++) {
            counter.count(new LoginEvent("1.0", "CA", 1_700_000_000, "iOS"));
        }
        List<DeadLetter> deadLetters = rejected.stream()
                .map(reasons -> new DeadLetter(new Origin(LOGINS, 1), reasons, new Original(null, null, List.of())))
                .toList();
        LoginBatch batch = new LoginBatch(LOGINS, 0, 9, openedAtNanos, trigger, counter.tally(), deadLetters);
        return new BatchOutcome(batch, List.of(), HourCounts.EMPTY);
    }

    private static BatchOutcome skipping(Map<String, Long> rules) {
        LoginBatch batch =
                new LoginBatch(LOGINS, 0, 9, 0, Trigger.AGE, LoginTally.EMPTY, BatchTimes.NONE, List.of(), rules, 0);
        return new BatchOutcome(batch, List.of(), HourCounts.EMPTY);
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }
}
