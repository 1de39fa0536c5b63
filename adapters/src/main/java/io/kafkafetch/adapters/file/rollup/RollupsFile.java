package io.kafkafetch.adapters.file.rollup;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkafetch.adapters.file.disk.Disk;
import io.kafkafetch.adapters.file.ledger.SegmentEnd;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.rollup.RollupDecoder;
import io.kafkafetch.adapters.json.rollup.RollupEncoder;
import io.kafkafetch.adapters.json.rollup.Rules;
import io.kafkafetch.application.rollup.RollupListener;
import io.kafkafetch.application.rollup.Rollups;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code rollups.json}: the same objects as in Kafka, and up to where the folder's tallies are in them. It is
 * replaced as a whole, by a rename.
 *
 * <pre>{@code
 * {"format":"kafka-fetch-rollups/1","tallies":{"segment":1,"length":4711},
 * "all":{"format":"kafka-fetch-rollup/1","window":"all",…},
 * "windows":[
 * {"format":"kafka-fetch-rollup/1","window":"PT1M",…},
 * …]}
 * }</pre>
 */
record RollupsFile(Path directory, Rules rules, Disk disk) {

    static final String NAME = "rollups.json";

    /** Raised with every change that an earlier version could not read. */
    private static final String FORMAT = "kafka-fetch-rollups/1";

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the totals, and reports them.
     *
     * @return up to where tallies are in them; empty where there is no file
     * @throws IllegalArgumentException if it cannot be continued
     */
    Optional<SegmentEnd> read(RollupListener listener) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Members members = StrictJson.read(Files.readAllBytes(file));
        if (!members.text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        RollupDecoder decoder = new RollupDecoder(rules);
        decoder.decode(members.object("all"), listener);
        members.objects("windows").forEach(window -> decoder.decode(window, listener));
        Members place = members.object("tallies");
        return Optional.of(new SegmentEnd(place.smallNumber("segment"), place.number("length")));
    }

    /** Replaces the totals, durably. */
    void write(Rollups rollups, SegmentEnd tallies) throws IOException {
        Path next = directory.resolve(NAME + ".tmp");
        disk.delete(next);
        disk.append(next, 0, json(rollups, tallies));
        disk.rename(next, directory.resolve(NAME));
        disk.forceDirectory(directory);
    }

    private byte[] json(Rollups rollups, SegmentEnd tallies) throws IOException {
        RollupEncoder encoder = new RollupEncoder(rules);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeObjectFieldStart("tallies");
            json.writeNumberField("segment", tallies.number());
            json.writeNumberField("length", tallies.length());
            json.writeEndObject();
            json.writeFieldName("all");
            write(json, encoder.value(rollups));
            json.writeArrayFieldStart("windows");
            for (Resolution resolution : Resolution.values()) {
                for (Map.Entry<Long, WindowTotal> window :
                        rollups.of(resolution).entrySet()) {
                    write(json, encoder.value(new Window(resolution, window.getKey()), window.getValue()));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    /** On a line of its own. */
    private static void write(JsonGenerator json, byte[] object) throws IOException {
        json.writeRawValue("\n" + new String(object, StandardCharsets.UTF_8));
    }
}
