package io.kafkafetch.adapters.json.mapping;

import java.util.Arrays;
import java.util.List;

/**
 * A JSON Pointer (RFC 6901) to a value within a document. Immutable.
 *
 * @param text as it is written, e.g. {@code /client/ipAddress}
 * @param tokens names and indexes of the way there, at least one, without escapes
 */
public record Pointer(String text, List<String> tokens) {

    /** More steps than that lead nowhere useful. */
    public static final int MOST_TOKENS = 32;

    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * The pointer that this text is.
     *
     * @throws IllegalArgumentException if it is none, or points at the whole document; the message says what was expected
     */
    public static Pointer of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a JSON Pointer that begins with /, such as /actor/id");
        }
        if (text.matches("(?s).*~(?![01]).*")) {
            throw new IllegalArgumentException("~0 for ~ and ~1 for / in a JSON Pointer, and no other ~");
        }
        List<String> tokens = Arrays.stream(text.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
        if (tokens.size() > MOST_TOKENS) {
            throw new IllegalArgumentException("a JSON Pointer of at most " + MOST_TOKENS + " steps");
        }
        if (tokens.contains("-")) {
            throw new IllegalArgumentException(
                    "a JSON Pointer to a value that can be there; - is behind an array's end");
        }
        return new Pointer(text, tokens);
    }

    @Override
    public String toString() {
        return text;
    }
}
