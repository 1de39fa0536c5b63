package io.kafkafetch.application;

import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.Insight;
import java.util.List;

/**
 * What was decided for one batch, to be committed as one unit: its insights, its dead letters, and the checkpoint after
 * it.
 *
 * @param insights in the order they are published
 * @param running logins per hour of the partition since the beginning, this batch included
 */
public record BatchOutcome(LoginBatch batch, List<Insight> insights, HourCounts running) {

    public BatchOutcome {
        insights = List.copyOf(insights);
    }

    /** Where the partition stands once this outcome is committed. */
    public Checkpoint checkpoint() {
        return new Checkpoint(batch.lastOffset() + 1, running);
    }
}
