package io.kafkafetch.application.batch;

import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import java.util.List;

/**
 * What was decided for one batch, to be committed as one unit: its insights, its dead letters, and the checkpoint after
 * it.
 *
 * @param insights in the order they are published
 * @param running logins per hour of the partition since the beginning, this batch included
 * @param bookmark the source's place after the batch, see {@link Checkpoint#bookmark}
 * @param trace the trace that the batch's work belongs to; readers of its records may continue it
 */
public record BatchOutcome(
        LoginBatch batch, List<Insight> insights, HourCounts running, String bookmark, TraceContext trace) {

    /** Rough cost of an insight on its way, in bytes. */
    private static final long INSIGHT_BYTES = 256;

    public BatchOutcome {
        insights = List.copyOf(insights);
    }

    /** An outcome of no trace. */
    public BatchOutcome(LoginBatch batch, List<Insight> insights, HourCounts running, String bookmark) {
        this(batch, insights, running, bookmark, TraceContext.NONE);
    }

    /** An outcome without a bookmark, of no trace. */
    public BatchOutcome(LoginBatch batch, List<Insight> insights, HourCounts running) {
        this(batch, insights, running, "");
    }

    /** This outcome with the source's place after the batch. */
    public BatchOutcome at(String place) {
        return new BatchOutcome(batch, insights, running, place, trace);
    }

    /** This outcome as part of a trace. */
    public BatchOutcome in(TraceContext itsTrace) {
        return new BatchOutcome(batch, insights, running, bookmark, itsTrace);
    }

    /** Where the partition stands once this outcome is committed. */
    public Checkpoint checkpoint() {
        return new Checkpoint(batch.lastOffset() + 1, running, bookmark);
    }

    /** About how many bytes of memory this holds. */
    public long weight() {
        long weight = INSIGHT_BYTES * (1L + insights.size()) + batch.times().weight();
        for (DeadLetter deadLetter : batch.deadLetters()) {
            weight += deadLetter.original().weight();
        }
        return weight;
    }
}
