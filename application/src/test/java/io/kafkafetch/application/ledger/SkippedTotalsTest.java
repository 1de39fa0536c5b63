package io.kafkafetch.application.ledger;

import static io.kafkafetch.application.batch.Deliveries.LOGINS_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.Trigger;
import io.kafkafetch.application.ledger.SkippedTotals.Total;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.rollup.BatchTimes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkippedTotalsTest {

    private final SkippedTotals totals = new SkippedTotals();

    private void commits(Map<String, Long> skipped) {
        LoginBatch batch = new LoginBatch(
                LOGINS_0, 0, 9, 0, Trigger.AGE, LoginTally.EMPTY, BatchTimes.NONE, List.of(), skipped, 0);
        totals.committed(new Commits.Commit(List.of(new BatchOutcome(batch, List.of(), HourCounts.EMPTY)), 0, 1));
    }

    @Test
    void whatWasCommittedIsAddedUpByRuleTheMostFirst() {
        assertThat(totals.totals()).isEmpty();
        assertThat(totals).hasToString("");

        commits(Map.of("/outcome/result", 5L, "/actor", 7L));
        commits(Map.of());
        commits(Map.of("/eventType", 500L, "/outcome/result", 2L));

        assertThat(totals.totals())
                .containsExactly(new Total("/eventType", 500), new Total("/actor", 7), new Total("/outcome/result", 7));
        assertThat(totals).hasToString("/eventType 500, /actor 7, /outcome/result 7");
    }

    @Test
    void rulesBeyondTheBoundAreCountedTogether() {
        for (int rule = 0; rule < 1_000; rule++) {
            commits(Map.of("/" + rule, 1L));
        }

        assertThat(totals.totals()).hasSize(101).first().isEqualTo(new Total("other", 900));
    }
}
