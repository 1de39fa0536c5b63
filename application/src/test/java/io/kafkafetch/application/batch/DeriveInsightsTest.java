package io.kafkafetch.application.batch;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static io.kafkafetch.application.batch.Deliveries.batch;
import static io.kafkafetch.application.batch.Deliveries.deadLetter;
import static io.kafkafetch.application.batch.Deliveries.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Insight.PeakHour;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeriveInsightsTest {

    private final ProcessBatch deriveInsights = new DeriveInsights();

    @Test
    void theInsightsAreThoseOfTheBatchAndOfAllHoursUpToIt() {
        BatchOutcome outcome = deriveInsights.process(batch(100, 9, 9), hours(7, 7, 9));

        assertThat(outcome.running()).isEqualTo(hours(7, 7, 9, 9, 9));
        assertThat(outcome.insights())
                .containsExactly(
                        new PeakHour(9, 3),
                        new Insight.Ranked(Metric.Ranked.LOGINS_PER_REGION, "RI", 2, 2),
                        new Insight.Ranked(Metric.Ranked.DEVICE_USAGE, "iOS", 2, 2),
                        new Insight.Ranked(Metric.Ranked.APP_VERSION_USAGE, "2.3.0", 2, 2));
    }

    @Test
    void theCheckpointStandsBehindTheBatchWithItsHoursCounted() {
        BatchOutcome outcome = deriveInsights.process(batch(100, 9, 9), hours(7));

        assertThat(outcome.checkpoint()).isEqualTo(new Checkpoint(102, hours(7, 9, 9)));
    }

    @Test
    void aBatchOfDeadLettersHasNoInsightButMovesTheCheckpoint() {
        LoginBatch rejected = new LoginBatch(
                LOGINS_0,
                5,
                6,
                Trigger.AGE,
                LoginTally.EMPTY,
                List.of(deadLetter(LOGINS_0, 5), deadLetter(LOGINS_0, 6)));

        BatchOutcome outcome = deriveInsights.process(rejected, hours(7));

        assertThat(outcome.batch()).isEqualTo(rejected);
        assertThat(outcome.insights()).isEmpty();
        assertThat(outcome.checkpoint()).isEqualTo(new Checkpoint(7, hours(7)));
    }

    @Test
    void runningHoursThatNoLongHoldsAreRefused() {
        long[] full = new long[24];
        full[9] = Long.MAX_VALUE;

        assertThatThrownBy(() -> deriveInsights.process(batch(0, 9), HourCounts.of(full)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anOutcomeKeepsNoHoldOnTheListItIsMadeOf() {
        List<Insight> given = new ArrayList<>(List.of(new PeakHour(1, 1)));
        BatchOutcome outcome = new BatchOutcome(batch(0, 1), given, hours(1));
        given.clear();

        assertThat(outcome.insights()).hasSize(1);
    }
}
