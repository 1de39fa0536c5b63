package io.kafkafetch.adapters.json.proposal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.adapters.json.proposal.SampleValue.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is where in a sample event: its values by their JSON Pointers, as far as a mapping may point there. */
final class SampleEvent {

    private static final int MOST_VALUES = 2_000;
    private static final int MOST_ELEMENTS = 4;
    private static final int MOST_NAME = 128;

    /** As deep as a decoder of logins reads. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(500).build())
            .build();

    private final Map<String, SampleValue> values = new LinkedHashMap<>();

    private SampleEvent() {}

    /** The values of all events that are JSON objects in UTF-8, at the {@value #MOST_VALUES} places that most of them have. */
    static List<Map<String, SampleValue>> readAll(List<byte[]> sample) {
        List<Map<String, SampleValue>> events =
                sample.stream().flatMap(event -> read(event).stream()).toList();
        Map<String, Integer> counts = new HashMap<>();
        events.forEach(event -> event.keySet().forEach(at -> counts.merge(at, 1, Integer::sum)));
        if (counts.size() > MOST_VALUES) {
            Set<String> usual = counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_VALUES)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            events.forEach(event -> event.keySet().retainAll(usual));
        }
        return events;
    }

    /** The values of an event; empty if it is no JSON object in UTF-8. */
    static Optional<Map<String, SampleValue>> read(byte[] json) {
        SampleEvent event = new SampleEvent();
        // Through characters: from bytes Jackson would take UTF-16 and UTF-32 as well.
        try (JsonParser parser = JSON.createParser(
                UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            event.object(parser, "", 0);
            return parser.nextToken() == null ? Optional.of(event.values) : Optional.empty();
        } catch (IOException malformed) { // of reading memory
            return Optional.empty();
        }
    }

    private void object(JsonParser parser, String at, int steps) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (isUsable(name)) {
                value(parser, token, at + '/' + name.replace("~", "~0").replace("/", "~1"), steps + 1);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void array(JsonParser parser, String at, int steps) throws IOException {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (index < MOST_ELEMENTS) {
                value(parser, token, at + '/' + index++, steps + 1);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** As deep as a pointer may have steps. */
    private void value(JsonParser parser, JsonToken token, String at, int steps) throws IOException {
        boolean known = values.containsKey(at);
        if (steps > Pointer.MOST_TOKENS || (!known && values.size() == MOST_VALUES)) {
            parser.skipChildren();
            return;
        }
        values.put(at, known ? new SampleValue(Kind.REPEATED, "") : value(parser, token));
        if (token == JsonToken.START_OBJECT) {
            object(parser, at, steps);
        } else if (token == JsonToken.START_ARRAY) {
            array(parser, at, steps);
        }
    }

    private static SampleValue value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new SampleValue(Kind.TEXT, beginning(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new SampleValue(Kind.NUMBER, beginning(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE -> new SampleValue(Kind.TRUTH, parser.getText());
            case VALUE_NULL -> new SampleValue(Kind.NULL, "");
            case START_OBJECT, START_ARRAY -> new SampleValue(Kind.CONTAINER, "");
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException(token + " where a value starts");
        };
    }

    private static String beginning(String text) {
        return text.length() <= SampleValue.MOST_TEXT ? text : text.substring(0, SampleValue.MOST_TEXT);
    }

    /** A name that a pointer can spell, and a person can read. */
    private static boolean isUsable(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_NAME
                && !name.equals("-")
                && name.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }
}
