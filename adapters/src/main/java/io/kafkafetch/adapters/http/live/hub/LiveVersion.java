package io.kafkafetch.adapters.http.live.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers as they were at one moment, and how they differ from those of the version before. What is sent of it is
 * written once, when it is first asked for, for all who ask. Thread-safe.
 */
public final class LiveVersion {

    /** An update that changes nothing: the stream is alive. */
    static final byte[] NOTHING_NEW = "event: update\ndata: {}\n\n".getBytes(US_ASCII);

    private static final String INSIGHTS = "insights";
    private static final String PIPELINE = "pipeline";
    private static final String VERSION = "version";

    private final long number;
    private final String id;
    private final Map<String, JsonNode> insights;
    private final Map<String, JsonNode> pipeline;
    private final Supplier<byte[]> insightsJson;
    private final Supplier<byte[]> pipelineJson;
    private final Supplier<byte[]> snapshot;
    private final Supplier<byte[]> update;

    private LiveVersion(
            String process,
            long number,
            Map<String, JsonNode> insights,
            Map<String, JsonNode> pipeline,
            Map<String, JsonNode> changed,
            JsonMapper mapper) {
        this.number = number;
        this.id = process + "-" + number;
        this.insights = withVersion(id, insights);
        this.pipeline = pipeline;
        insightsJson = new Once(() -> json(mapper, this.insights));
        pipelineJson = new Once(() -> json(mapper, pipeline));
        snapshot = new Once(() -> event("snapshot", json(mapper, halves(this.insights, pipeline))));
        update = new Once(() -> event("update", json(mapper, changed)));
    }

    /**
     * The first version.
     *
     * @param process tells the ids of this process from those of others, and of this one before a restart
     */
    static LiveVersion first(
            String process, Map<String, JsonNode> insights, Map<String, JsonNode> pipeline, JsonMapper mapper) {
        return new LiveVersion(process, 1, insights, pipeline, Map.of(), mapper);
    }

    /** The version after this one; this one itself if nothing but the version's name differs. */
    LiveVersion next(
            String process, Map<String, JsonNode> newInsights, Map<String, JsonNode> newPipeline, JsonMapper mapper) {
        Map<String, JsonNode> ofInsights = changed(insights, newInsights);
        Map<String, JsonNode> ofPipeline = changed(pipeline, newPipeline);
        if (ofInsights.isEmpty() && ofPipeline.isEmpty()) {
            return this;
        }
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        changed.put(INSIGHTS, JsonNode.createObjectNode(withVersion(process + "-" + (number + 1), ofInsights)));
        if (!ofPipeline.isEmpty()) {
            changed.put(PIPELINE, JsonNode.createObjectNode(ofPipeline));
        }
        return new LiveVersion(process, number + 1, newInsights, newPipeline, changed, mapper);
    }

    /** From 1, one more with each version. */
    long number() {
        return number;
    }

    /** Names this version, and no other of any process. */
    public String id() {
        return id;
    }

    /** {@code GET /api/insights}. */
    public byte[] insights() {
        return insightsJson.get();
    }

    /** {@code GET /api/pipeline}. */
    public byte[] pipeline() {
        return pipelineJson.get();
    }

    /** The event with all of it. */
    byte[] snapshot() {
        return snapshot.get();
    }

    /** The event with what changed since the version before; nobody has seen one before the first. */
    byte[] update() {
        return update.get();
    }

    private static Map<String, JsonNode> halves(Map<String, JsonNode> insights, Map<String, JsonNode> pipeline) {
        Map<String, JsonNode> halves = new LinkedHashMap<>();
        halves.put(INSIGHTS, JsonNode.createObjectNode(insights));
        halves.put(PIPELINE, JsonNode.createObjectNode(pipeline));
        return halves;
    }

    /** The version stays where it was among the members, or comes last. */
    private static Map<String, JsonNode> withVersion(String id, Map<String, JsonNode> members) {
        Map<String, JsonNode> all = new LinkedHashMap<>(members);
        all.put(VERSION, JsonNode.createStringNode(id));
        return all;
    }

    private static Map<String, JsonNode> changed(Map<String, JsonNode> before, Map<String, JsonNode> now) {
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        now.forEach((name, value) -> {
            if (!value.equals(before.get(name)) && !name.equals(VERSION)) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    private byte[] event(String type, byte[] data) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 64);
        event.writeBytes(("id: " + id + "\nevent: " + type + "\ndata: ").getBytes(US_ASCII));
        event.writeBytes(data);
        event.writeBytes("\n\n".getBytes(US_ASCII));
        return event.toByteArray();
    }

    private static byte[] json(JsonMapper mapper, Map<String, JsonNode> members) {
        try {
            return mapper.writeValueAsBytes(JsonNode.createObjectNode(members));
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
    }

    /** Made when first asked for, once. */
    private static final class Once implements Supplier<byte[]> {

        private @Nullable Supplier<byte[]> maker;
        private byte[] made = new byte[0];

        Once(Supplier<byte[]> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized byte[] get() {
            if (maker != null) {
                made = maker.get();
                maker = null; // with all that it holds
            }
            return made;
        }
    }
}
