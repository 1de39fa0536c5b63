package io.kafkafetch.adapters.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Ranking;
import io.kafkafetch.domain.rollup.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Writes a window as one JSON object in UTF-8. Thread-safe.
 *
 * <pre>{@code
 * {"window":"PT1H","start":"2023-09-13T16:00:00Z","zone":"UTC","logins":3,"peak":{"hour":16,"logins":3},
 *  "by":{"region":{"names":[{"name":"RI","count":2}],"others":1},"device_type":{…},"app_version":{…}},
 *  "unique_users":{"estimate":2,"lower":2,"upper":3}}
 * }</pre>
 *
 * <p>The window is an ISO 8601 duration; what is older than all windows is {@code older}, and has no start.
 *
 * @param zone that hours and days are counted in
 */
public record WindowEncoder(ZoneId zone) {

    /** The window's text for what is older than all windows. */
    public static final String OLDER = "older";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** The window in one line, without a line break at its end. */
    public byte[] value(WindowRecord shown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("window", window(shown));
            if (shown.window().isPresent()) {
                json.writeStringField("start", start(shown.window().get()));
            }
            json.writeStringField("zone", zone.getId());
            json.writeNumberField("logins", shown.logins());
            if (shown.peak().isPresent()) {
                json.writeObjectFieldStart("peak");
                json.writeNumberField("hour", shown.peak().get().hour());
                json.writeNumberField("logins", shown.peak().get().logins());
                json.writeEndObject();
            }
            writeNames(json, shown);
            if (shown.users().isPresent()) {
                json.writeObjectFieldStart("unique_users");
                json.writeNumberField("estimate", shown.users().get().estimate());
                json.writeNumberField("lower", shown.users().get().lowerBound());
                json.writeNumberField("upper", shown.users().get().upperBound());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The window's text, e.g. {@code PT1H}. */
    public static String window(WindowRecord shown) {
        return shown.window().map(window -> window.resolution().text()).orElse(OLDER);
    }

    /** When the window begins, e.g. {@code 2023-09-13T16:00:00Z}. */
    public static String start(Window window) {
        return Instant.ofEpochSecond(window.start()).toString();
    }

    private static void writeNames(JsonGenerator json, WindowRecord shown) throws IOException {
        json.writeObjectFieldStart("by");
        for (Dimension dimension : Dimension.values()) {
            Ranking ranking = shown.names().get(dimension);
            if (ranking != null) {
                json.writeObjectFieldStart(dimension.field());
                json.writeArrayFieldStart("names");
                for (Entry entry : ranking.top()) {
                    json.writeStartObject();
                    json.writeStringField("name", entry.name());
                    json.writeNumberField("count", entry.count());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeNumberField("others", ranking.others());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }
}
