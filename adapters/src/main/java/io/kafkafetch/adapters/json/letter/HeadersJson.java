package io.kafkafetch.adapters.json.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.adapters.json.DeadLetterEncoder;
import io.kafkafetch.application.record.Original;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a record's headers back that {@link DeadLetterEncoder#headers} wrote. */
public final class HeadersJson {

    private static final JsonFactory JSON = new JsonFactory();

    private HeadersJson() {}

    /** The headers of this JSON; empty if it is not that. */
    public static Optional<List<Original.Header>> read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<Original.Header> headers = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                headers.add(header(parser));
            }
            return Optional.of(headers);
        } catch (IOException other) {
            return Optional.empty();
        }
    }

    private static Original.Header header(JsonParser parser) throws IOException {
        String name = "";
        byte @Nullable [] value = null;
        for (String member = parser.nextFieldName(); member != null; member = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (member) {
                case "name" -> name = parser.getText();
                case "value" ->
                    value = token == JsonToken.VALUE_NULL
                            ? null
                            : parser.getText().getBytes(UTF_8);
                case "value_base64" -> value = parser.getBinaryValue();
                default -> parser.skipChildren();
            }
        }
        return new Original.Header(name, value);
    }
}
