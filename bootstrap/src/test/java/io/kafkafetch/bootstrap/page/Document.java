package io.kafkafetch.bootstrap.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the service sends to the page: {@code {"insights": …, "pipeline": …}}, whole or the members that changed. */
record Document(JsonObject json) {

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    /** A pipeline on a good day: 92,172 logins of 51 states, 7,828 rejected, 120 records behind. */
    static Document sample() {
        return new Document(resource("sample.json"));
    }

    /** The same pipeline before its first login. */
    static Document empty() {
        return sample().insights("totals", """
                        {"logins": 0, "rejected": 0, "batches": 0, "insights": 0}""")
                .insights("since", "null")
                .insights("latest", "null")
                .insights("hours", """
                        {"zone": "UTC", "logins": [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0], "peak": null}""")
                .insights("logins_per_region", """
                        {"total": 0, "names": 0, "top": []}""")
                .insights("device_usage", """
                        {"total": 0, "names": 0, "top": []}""")
                .insights("app_version_usage", """
                        {"total": 0, "names": 0, "top": []}""")
                .insights("batches", "[]")
                .insights("dead_letters", """
                        {"by_reason": [], "latest": []}""")
                .pipeline("rejected", "[]")
                .pipeline("lag", """
                        {"records": 0, "seconds": 0}""");
    }

    /** An update that changes nothing. */
    static Document nothing() {
        return new Document(new JsonObject());
    }

    static JsonObject resource(String name) {
        try (InputStream in = Objects.requireNonNull(Document.class.getResourceAsStream(name), name)) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This document with another member of {@code insights}, given as JSON. */
    Document insights(String member, String value) {
        return with("insights", member, JsonParser.parseString(value));
    }

    /** This document with another member of {@code pipeline}, given as JSON. */
    Document pipeline(String member, String value) {
        return with("pipeline", member, JsonParser.parseString(value));
    }

    private Document with(String half, String member, JsonElement value) {
        JsonObject copy = json.deepCopy();
        if (!copy.has(half)) {
            copy.add(half, new JsonObject());
        }
        copy.getAsJsonObject(half).add(member, value);
        return new Document(copy);
    }

    JsonObject insights() {
        return json.getAsJsonObject("insights");
    }

    String text() {
        return GSON.toJson(json);
    }
}
