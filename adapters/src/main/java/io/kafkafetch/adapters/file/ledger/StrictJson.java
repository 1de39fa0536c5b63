package io.kafkafetch.adapters.file.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads small JSON of a known shape: a member that is missing or of another type is named in an
 * {@link IllegalArgumentException}. Members nobody asks for are ignored.
 */
final class StrictJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** {@code null} and {@code false} in JSON; nothing here asks for them. */
    private static final Object OTHER = new Object();

    private StrictJson() {}

    /** @throws IllegalArgumentException if this is not one JSON object */
    static Members read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            Object value = value(parser.nextToken(), parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is something behind its end");
            }
            return members("the whole", value);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed.getOriginalMessage(), malformed);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }

    private static Object value(@Nullable JsonToken token, JsonParser parser) throws IOException {
        if (token == null) {
            throw new IllegalArgumentException("it is empty");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> members = new HashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    members.put(name, value(parser.nextToken(), parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    elements.add(value(next, parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> OTHER;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException(token + " where a value starts");
        };
    }

    private static Members members(String name, Object value) {
        if (value instanceof Map<?, ?> members) {
            return new Members(members);
        }
        throw new IllegalArgumentException(name + " is not an object");
    }

    private static long number(String name, Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " is not an integer");
    }

    /** An object's members. */
    record Members(Map<?, ?> byName) {

        String text(String name) {
            if (member(name) instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException(name + " is not text");
        }

        long number(String name) {
            return StrictJson.number(name, member(name));
        }

        /** A number that fits an {@code int}. */
        int smallNumber(String name) {
            long number = number(name);
            if (number != (int) number) {
                throw new IllegalArgumentException(name + " is out of range");
            }
            return (int) number;
        }

        long[] numbers(String name) {
            return elements(name).stream()
                    .mapToLong(element -> StrictJson.number(name, element))
                    .toArray();
        }

        Members object(String name) {
            return members(name, member(name));
        }

        List<Members> objects(String name) {
            return elements(name).stream()
                    .map(element -> members(name, element))
                    .toList();
        }

        private List<Object> elements(String name) {
            if (member(name) instanceof List<?> elements) {
                return List.copyOf(elements);
            }
            throw new IllegalArgumentException(name + " is not an array");
        }

        private Object member(String name) {
            Object member = byName.get(name);
            if (member == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return member;
        }
    }
}
