package io.kafkafetch.adapters.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a published insight back. Thread-safe. */
public final class InsightDecoder {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * The insight in this record's value; empty where there is none this version knows: another metric, a field
     * missing, fields that contradict each other, or no JSON. Fields that a later version adds are ignored.
     */
    public Optional<PublishedInsight> decode(byte[] value) {
        try (JsonParser parser = JSON.createParser(value)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(new Fields(scalars(parser)).insight())
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException notAnInsight) {
            return Optional.empty();
        }
    }

    /** The texts and numbers at the object's top level. */
    private static Map<String, Object> scalars(JsonParser parser) throws IOException {
        Map<String, Object> scalars = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                scalars.put(name, parser.getText());
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                scalars.put(name, parser.getLongValue());
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                scalars.put(name, parser.getDecimalValue());
            } else {
                parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IllegalArgumentException("the object has no end");
        }
        return scalars;
    }

    private record Fields(Map<String, Object> scalars) {

        PublishedInsight insight() {
            Metric metric = Metric.of(text("metric")).orElseThrow(() -> wrong("metric"));
            Insight insight = switch (metric) {
                case Metric.Running.PEAK_HOUR ->
                    new Insight.PeakHour(Math.clamp(number("hour"), -1, HourCounts.HOURS), number("logins"));
                case Metric.Ranked ranked -> ranked(ranked);
            };
            if (!text("scope").equals(InsightFields.scope(insight))) {
                throw wrong("scope");
            }
            long skipped = scalars.containsKey("skipped") ? number("skipped") : 0;
            return new PublishedInsight(insight, text("batch"), number("events"), number("rejected"), skipped);
        }

        private Insight ranked(Metric.Ranked metric) {
            String name = text(metric.dimension().field());
            Insight.Ranked ranked = new Insight.Ranked(metric, name, number("count"), number("events"));
            if (metric.hasShare()
                    && decimal("percentage").compareTo(ranked.percentage().value()) != 0) {
                throw wrong("percentage");
            }
            return ranked;
        }

        private String text(String field) {
            if (scalars.get(field) instanceof String text) {
                return text;
            }
            throw wrong(field);
        }

        private long number(String field) {
            if (scalars.get(field) instanceof Long number) {
                return number;
            }
            throw wrong(field);
        }

        private BigDecimal decimal(String field) {
            return scalars.get(field) instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number(field));
        }

        private static IllegalArgumentException wrong(String field) {
            return new IllegalArgumentException(field + " is missing or wrong");
        }
    }
}
