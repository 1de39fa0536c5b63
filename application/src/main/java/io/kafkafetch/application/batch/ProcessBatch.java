package io.kafkafetch.application.batch;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourCounts;
import java.util.EnumSet;
import java.util.Set;

/** Input port: decides what a batch means. A pure function, thread-safe. */
@FunctionalInterface
public interface ProcessBatch {

    /**
     * Everything to be done for this batch.
     *
     * @param running logins per hour of the batch's partition since the beginning, this batch not included
     */
    BatchOutcome process(LoginBatch batch, HourCounts running);

    /** What it needs a batch's logins counted by, beside the hour. */
    default Set<Dimension> dimensions() {
        return EnumSet.allOf(Dimension.class);
    }
}
