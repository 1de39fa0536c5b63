package io.kafkafetch.adapters.report;

import io.kafkafetch.domain.insight.Insight;
import java.util.List;

/**
 * A batch as it is reported.
 *
 * @param name e.g. {@code user-login-0@100-149}
 * @param events logins accepted, from 0
 * @param rejected records rejected, from 0
 * @param skipped records that are no logins and no faults, from 0
 * @param insights those to be reported, in their order
 */
public record ReportedBatch(String name, long events, long rejected, long skipped, List<Insight> insights) {

    public ReportedBatch {
        insights = List.copyOf(insights);
    }

    /** A batch in which nothing was skipped. */
    public ReportedBatch(String name, long events, long rejected, List<Insight> insights) {
        this(name, events, rejected, 0, insights);
    }
}
