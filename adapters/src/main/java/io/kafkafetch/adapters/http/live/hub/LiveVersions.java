package io.kafkafetch.adapters.http.live.hub;

import io.kafkafetch.adapters.http.live.documents.InsightsDocument;
import io.kafkafetch.adapters.http.live.state.LiveInsights;
import io.kafkafetch.adapters.http.live.state.LivePipeline;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Numbers the states that the numbers were seen in. Not thread-safe. */
final class LiveVersions {

    private static final int RADIX = 36;

    /** A version gets its name once it is known to be one. */
    private static final String UNNAMED = "";

    private final LiveInsights insights;
    private final LivePipeline pipeline;
    private final JsonMapper mapper;
    private final String process = Long.toString(ThreadLocalRandom.current().nextLong(1L << 31, 1L << 41), RADIX);
    private @Nullable LiveVersion latest;

    LiveVersions(LiveInsights insights, LivePipeline pipeline, JsonMapper mapper) {
        this.insights = insights;
        this.pipeline = pipeline;
        this.mapper = mapper;
    }

    /** The numbers as they are now: a new version, or the last one where nothing changed. */
    LiveVersion now() {
        Map<String, JsonNode> ofInsights = members(insights.document(UNNAMED, pipeline.hours()));
        Map<String, JsonNode> ofPipeline = members(pipeline.document(insights.rates(), insights.rejectedByCode()));
        latest = latest == null
                ? LiveVersion.first(process, ofInsights, ofPipeline, mapper)
                : latest.next(process, ofInsights, ofPipeline, mapper);
        return latest;
    }

    private Map<String, JsonNode> members(Object document) {
        try {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            mapper.writeValueToTree(document).entries().forEach(entry -> {
                if (entry.getKey().equals(InsightsDocument.BREAKDOWNS)) {
                    entry.getValue().entries().forEach(metric -> members.put(metric.getKey(), metric.getValue()));
                } else {
                    members.put(entry.getKey(), entry.getValue());
                }
            });
            return members;
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
    }
}
