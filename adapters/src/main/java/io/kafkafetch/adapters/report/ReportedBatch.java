package io.kafkafetch.adapters.report;

import io.kafkafetch.domain.insight.Insight;
import java.util.List;

/**
 * A batch as it is reported.
 *
 * @param name e.g. {@code user-login-0@100-149}
 * @param events logins accepted, from 0
 * @param rejected records rejected, from 0
 * @param insights those to be reported, in their order
 */
public record ReportedBatch(String name, long events, long rejected, List<Insight> insights) {

    public ReportedBatch {
        insights = List.copyOf(insights);
    }
}
