package io.kafkafetch.adapters.json;

import io.kafkafetch.application.LoginBatch;
import io.kafkafetch.domain.Insight;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A published insight: a finding and the batch it came from.
 *
 * @param batch its name, e.g. {@code user-login-0@100-149}
 * @param events logins accepted in the batch, at least 1
 * @param rejected records rejected in the batch, from 0
 */
public record InsightRecord(Insight insight, String batch, long events, long rejected) {

    /** Scope of a finding about all logins since the beginning. */
    static final String RUNNING = "running";

    /** Scope of a finding about the logins of one batch. */
    static final String BATCH = "batch";

    /** @throws IllegalArgumentException if a number is out of range */
    public InsightRecord {
        if (events < 1 || rejected < 0) {
            throw new IllegalArgumentException("an insight of " + events + " logins, " + rejected + " rejected");
        }
    }

    /** The published form of an insight that this batch brought forth. */
    public static InsightRecord of(Insight insight, LoginBatch batch) {
        return new InsightRecord(insight, batch.name(), batch.events(), batch.rejected());
    }

    /** What all logins it is about are: those since the beginning, or those of the batch. */
    static String scope(Insight insight) {
        return switch (insight) {
            case Insight.PeakHour peak -> RUNNING;
            case Insight.Ranked ranked -> BATCH;
        };
    }

    /** The fields as they are published, in their order. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>(fields(insight));
        fields.put("batch", batch);
        fields.put("events", events);
        fields.put("rejected", rejected);
        return fields;
    }

    /** The fields that an insight has by itself, in the order they are published: all but those of its batch. */
    public static Map<String, Object> fields(Insight insight) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", insight.metric().wireName());
        switch (insight) {
            case Insight.PeakHour peak -> {
                fields.put("hour", peak.hour());
                fields.put("logins", peak.logins());
            }
            case Insight.Ranked ranked -> {
                fields.put(ranked.metric().dimension().field(), ranked.name());
                if (ranked.metric().hasShare()) {
                    fields.put("percentage", ranked.percentage().value());
                }
                fields.put("count", ranked.count());
            }
        }
        fields.put("scope", scope(insight));
        return fields;
    }
}
