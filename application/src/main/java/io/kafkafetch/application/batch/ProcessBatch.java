package io.kafkafetch.application.batch;

import io.kafkafetch.domain.insight.HourCounts;

/** Input port: decides what a batch means. A pure function, thread-safe. */
@FunctionalInterface
public interface ProcessBatch {

    /**
     * Everything to be done for this batch.
     *
     * @param running logins per hour of the batch's partition since the beginning, this batch not included
     */
    BatchOutcome process(LoginBatch batch, HourCounts running);
}
