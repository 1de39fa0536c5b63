package io.kafkafetch.adapters.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads small JSON of a known shape: a member that is missing or of another type is named in an
 * {@link IllegalArgumentException}. Members nobody asks for are ignored.
 */
public final class StrictJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictJson() {}

    /**
     * The object of this JSON text.
     *
     * @throws IllegalArgumentException if this is not one JSON object
     */
    public static Members read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            JsonNode value = JsonNodeTreeCodec.getInstance().readTree(parser);
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

    /**
     * The same of a text that anybody may have written: the message says nothing of what is in it, since a parser quotes what it
     * stumbles over.
     *
     * @throws IllegalArgumentException if this is not one JSON object
     */
    public static Members readForeign(byte[] json) {
        try {
            return read(json);
        } catch (IllegalArgumentException quoting) {
            throw quoting.getCause() == null
                    ? quoting
                    : new IllegalArgumentException("it is not one JSON object"); // without the cause, which quotes too
        }
    }

    private static Members members(String name, JsonNode value) {
        if (value.isObject()) {
            return new Members(value);
        }
        throw new IllegalArgumentException(name + " is not an object");
    }

    private static long number(String name, JsonNode value) {
        Object number = value.getValue();
        if (number instanceof Integer || number instanceof Long) {
            return value.getLongValue();
        }
        throw new IllegalArgumentException(
                name + (number instanceof BigInteger ? " is out of range" : " is not an integer"));
    }

    /** An object's members. */
    public record Members(JsonNode object) {

        /** The text of this member. */
        public String text(String name) {
            JsonNode member = member(name);
            if (member.isString()) {
                return member.getStringValue();
            }
            throw new IllegalArgumentException(name + " is not text");
        }

        /** The integer of this member. */
        public long number(String name) {
            return StrictJson.number(name, member(name));
        }

        /** A number that fits an {@code int}. */
        public int smallNumber(String name) {
            long number = number(name);
            if (number != (int) number) {
                throw new IllegalArgumentException(name + " is out of range");
            }
            return (int) number;
        }

        /** The integers in the array of this member. */
        public long[] numbers(String name) {
            return elements(name)
                    .mapToLong(element -> StrictJson.number(name, element))
                    .toArray();
        }

        /** The object of this member. */
        public Members object(String name) {
            return members(name, member(name));
        }

        /** The objects in the array of this member. */
        public List<Members> objects(String name) {
            return elements(name).map(element -> members(name, element)).toList();
        }

        /** The object of this member, each of whose members is an integer. */
        public Map<String, Long> counts(String name) {
            Map<String, Long> counts = new LinkedHashMap<>();
            member(name)
                    .entries()
                    .forEach(entry ->
                            counts.put(entry.getKey(), StrictJson.number("a count of " + name, entry.getValue())));
            return counts;
        }

        /** Whether there is such a member. */
        public boolean has(String name) {
            return object.get(name) != null;
        }

        private Stream<JsonNode> elements(String name) {
            JsonNode member = member(name);
            if (member.isArray()) {
                return StreamSupport.stream(member.values().spliterator(), false);
            }
            throw new IllegalArgumentException(name + " is not an array");
        }

        private JsonNode member(String name) {
            JsonNode member = object.get(name);
            if (member == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return member;
        }
    }
}
