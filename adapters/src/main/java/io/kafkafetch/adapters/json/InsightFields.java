package io.kafkafetch.adapters.json;

import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a published insight, by name and in the order they are published. */
public final class InsightFields {

    private InsightFields() {}

    /** All of them. */
    public static Map<String, Object> of(PublishedInsight published) {
        Map<String, Object> fields = of(published.insight());
        fields.put("batch", published.batch());
        fields.put("events", published.events());
        fields.put("rejected", published.rejected());
        if (published.skipped() > 0) {
            fields.put("skipped", published.skipped());
        }
        return fields;
    }

    /** Those that an insight has by itself: all but those of its batch. */
    private static Map<String, Object> of(Insight insight) {
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

    /** Which logins it is about: all since the beginning, or those of one batch. */
    static String scope(Insight insight) {
        return switch (insight) {
            case Insight.PeakHour peak -> "running";
            case Insight.Ranked ranked -> "batch";
        };
    }
}
