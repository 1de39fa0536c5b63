package io.kafkafetch.application.published;

import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.domain.insight.Insight;

/**
 * A published insight: a finding and the batch it came from.
 *
 * @param batch its name, e.g. {@code user-login-0@100-149}
 * @param events logins accepted in the batch, at least 1
 * @param rejected records rejected in the batch, from 0
 * @param skipped records of the batch that are no logins and no faults, from 0
 */
public record PublishedInsight(Insight insight, String batch, long events, long rejected, long skipped) {

    /** @throws IllegalArgumentException if a number is out of range */
    public PublishedInsight {
        if (events < 1 || rejected < 0 || skipped < 0) {
            throw new IllegalArgumentException(
                    "an insight of " + events + " logins, " + rejected + " rejected, " + skipped + " skipped");
        }
    }

    /** An insight of a batch in which nothing was skipped. */
    public PublishedInsight(Insight insight, String batch, long events, long rejected) {
        this(insight, batch, events, rejected, 0);
    }

    /** An insight as it is published of this batch. */
    public static PublishedInsight of(Insight insight, LoginBatch batch) {
        return new PublishedInsight(insight, batch.name(), batch.events(), batch.rejected(), batch.skipped());
    }
}
