package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a line of the log belongs to, beside its text: {@code lane}, and while something is decided or committed
 * {@code batch}, the name of the (first) batch, and {@code batches}, how many there are if it is not the only one. Of the
 * calling thread alone. Batches are named where they may cause a line, not for each of the thousands a second.
 */
final class LogFields {

    private static final String LANE = "lane";
    private static final String BATCH = "batch";
    private static final String BATCHES = "batches";

    private LogFields() {}

    /** This thread works for this lane, from now on. */
    static void lane(String name) {
        MDC.put(LANE, name);
    }

    /** This batch is worked on, if any, until {@link #done}. */
    static void work(@Nullable LoginBatch batch) {
        if (batch != null) {
            MDC.put(BATCH, batch.name());
        }
    }

    /** These outcomes are worked on, until {@link #done}; not empty. */
    static void work(List<BatchOutcome> outcomes) {
        work(outcomes.getFirst().batch());
        if (outcomes.size() > 1) {
            MDC.put(BATCHES, String.valueOf(outcomes.size()));
        } else {
            MDC.remove(BATCHES);
        }
    }

    static void done() {
        MDC.remove(BATCH);
        MDC.remove(BATCHES);
    }
}
