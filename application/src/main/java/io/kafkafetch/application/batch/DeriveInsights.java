package io.kafkafetch.application.batch;

import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insights;

/** The use case: adds the batch to the running hours and derives the insights of both. */
public final class DeriveInsights implements ProcessBatch {

    @Override
    public BatchOutcome process(LoginBatch batch, HourCounts running) {
        HourCounts runningAfter = running.plus(batch.tally().hours());
        return new BatchOutcome(batch, Insights.of(batch.tally(), runningAfter), runningAfter);
    }
}
