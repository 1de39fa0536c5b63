package io.kafkafetch.adapters.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.adapters.console.text.DisplayText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON document for people: a line a value, indented below what it belongs to. */
public final class JsonOutline {

    private static final String INDENT = "  ";
    private static final String STATUS = "status";
    private static final String DETAILS = "details";

    private final List<String> lines = new ArrayList<>();

    private JsonOutline() {}

    /**
     * The lines of an object; nothing where the text is none. An object with a {@code status} has it behind its name,
     * and what is in its {@code details} is its own.
     *
     * @param name of the whole
     */
    public static Optional<List<String>> of(String name, String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            JsonOutline outline = new JsonOutline();
            outline.add("", name, value(parser));
            return Optional.of(List.copyOf(outline.lines));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            default -> parser.getText();
        };
    }

    private void add(String indent, String name, Object value) {
        switch (value) {
            case Map<?, ?> members -> {
                Object status = members.get(STATUS);
                line(indent, name, status == null ? "" : String.valueOf(status));
                members.forEach((key, member) -> addMember(indent + INDENT, String.valueOf(key), member));
            }
            case List<?> elements -> {
                line(indent, name, "");
                elements.forEach(element -> add(indent + INDENT, "-", element));
            }
            default -> line(indent, name, String.valueOf(value));
        }
    }

    private void addMember(String indent, String name, Object member) {
        if (name.equals(DETAILS) && member instanceof Map<?, ?> details) {
            details.forEach((key, detail) -> add(indent, String.valueOf(key), detail));
        } else if (!name.equals(STATUS) && !name.equals("name")) {
            add(indent, name, member);
        }
    }

    private void line(String indent, String name, String value) {
        String mark = name.equals("-") ? "- " : name + ": ";
        lines.add(indent + DisplayText.oneLine(mark + value));
    }
}
