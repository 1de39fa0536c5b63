package io.kafkafetch.adapters.generator;

import java.nio.charset.StandardCharsets;

/** Pieces of JSON as bytes. */
final class Json {

    private Json() {}

    /** A JSON string; the text must need no escape but those it already holds. */
    static byte[] text(String text) {
        return raw('"' + text + '"');
    }

    static byte[] raw(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
