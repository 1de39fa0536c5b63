package io.kafkafetch.adapters.json.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The Avro schema that a mapping wants events in: Avro fills in defaults by it, and follows its aliases. */
final class ReaderSchema {

    private static final JsonFactory JSON = new JsonFactory();

    private ReaderSchema() {}

    /**
     * The schema that these plain values say.
     *
     * @throws IllegalArgumentException if they are none of a record; the message says what is wrong
     */
    static Schema of(@Nullable Object plain) {
        try {
            Schema schema = new Schema.Parser().parse(text(plain));
            if (schema.getType() != Schema.Type.RECORD) {
                throw new IllegalArgumentException(
                        "it is a schema of " + schema.getType().getName());
            }
            return schema;
        } catch (AvroRuntimeException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    private static String text(@Nullable Object plain) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(plain, json);
        } catch (IOException impossible) { // in memory
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(@Nullable Object plain, JsonGenerator json) throws IOException {
        switch (plain) {
            case null -> json.writeNull();
            case Map<?, ?> members -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    json.writeFieldName(String.valueOf(member.getKey()));
                    write(member.getValue(), json);
                }
                json.writeEndObject();
            }
            case List<?> elements -> {
                json.writeStartArray();
                for (Object element : elements) {
                    write(element, json);
                }
                json.writeEndArray();
            }
            case Boolean truth -> json.writeBoolean(truth);
            case Number number -> json.writeNumber(number.toString());
            default -> json.writeString(plain.toString());
        }
    }
}
