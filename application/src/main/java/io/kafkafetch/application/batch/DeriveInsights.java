package io.kafkafetch.application.batch;

import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insights;
import java.util.Set;

/**
 * The use case: adds the batch to the running hours and derives the insights of both.
 *
 * @param chosen the metrics that are published; the hours are state, and run on whatever is chosen
 */
public record DeriveInsights(ChosenMetrics chosen) implements ProcessBatch {

    /** All metrics are published. */
    public DeriveInsights() {
        this(ChosenMetrics.ALL);
    }

    @Override
    public BatchOutcome process(LoginBatch batch, HourCounts running) {
        HourCounts runningAfter = running.plus(batch.tally().hours());
        return new BatchOutcome(batch, Insights.of(batch.tally(), runningAfter, chosen), runningAfter);
    }

    @Override
    public Set<Dimension> dimensions() {
        return chosen.dimensions();
    }
}
