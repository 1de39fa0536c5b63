package io.kafkafetch.adapters.json.mending;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Texts as JSON strings. */
final class JsonScalar {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonScalar() {}

    /** With its quotes. */
    static String of(String text) {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.writeString(text);
        } catch (IOException e) { // writing to memory does not fail
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }
}
