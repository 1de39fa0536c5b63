package io.kafkafetch.adapters.http.logins.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The events of a JSON document, as its own bytes: the elements of an array, or the one value that it is. Jackson says
 * whether it is JSON; then brackets and quotes alone say where an element ends. Not thread-safe.
 */
final class JsonDocument {

    private static final int MAX_DEPTH = LoginDecoder.MAX_DEPTH + 1;

    private final ByteBuffer bytes;
    private final boolean array;
    private int position;

    /** @param bytes a document that passed {@link #check} */
    JsonDocument(ByteBuffer bytes) {
        this.bytes = bytes;
        this.position = afterSpace(bytes.position());
        this.array = bytes.get(position) == '[';
        if (array) {
            position++;
        }
    }

    /**
     * Checks a document, in little more memory than an event's.
     *
     * @param eventBytes most bytes of an event, and so of a name or a number, of which Jackson makes copies
     * @throws Refusal if these bytes are not one JSON value in UTF-8, or white space alone
     */
    static void check(ByteBuffer bytes, int eventBytes) {
        // Through characters: from bytes Jackson would take UTF-16 and UTF-32 as well.
        Reader text = new InputStreamReader(
                new ByteArrayInputStream(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = factory(eventBytes).createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Refusal(Fault.EMPTY_BODY);
            }
            skip(parser);
            if (parser.nextToken() != null) {
                throw new Refusal(Fault.NOT_JSON);
            }
        } catch (IOException malformed) { // of reading memory
            throw new Refusal(Fault.NOT_JSON);
        }
    }

    private static void skip(JsonParser parser) throws IOException {
        try {
            parser.skipChildren();
        } catch (StreamConstraintsException bound) {
            boolean deep = parser.getParsingContext().getNestingDepth() > MAX_DEPTH;
            throw new Refusal(deep ? Fault.NOT_JSON : Fault.EVENT_TOO_LARGE);
        }
    }

    /** As {@link LoginDecoder} reads, and one level more for the array. */
    private static JsonFactory factory(int eventBytes) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(eventBytes)
                        .maxStringLength(eventBytes)
                        .maxNameLength(eventBytes)
                        .build())
                .build();
    }

    /** The next event without the white space around it; {@code null} after the last. */
    @Nullable
    ByteBuffer next() {
        if (position < bytes.limit()) {
            position = afterSpace(position);
        }
        if (position >= bytes.limit() || (array && bytes.get(position) == ']')) {
            return null;
        }
        int from = position;
        int to = endOfValue(from);
        position = afterSpace(to);
        if (position < bytes.limit() && bytes.get(position) == ',') {
            position++;
        }
        return bytes.duplicate().position(from).limit(to);
    }

    private int endOfValue(int from) {
        int depth = 0;
        int to = from;
        for (int i = from; i < bytes.limit(); i++) {
            byte here = bytes.get(i);
            switch (here) {
                case '"' -> i = endOfText(i);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            if (depth < 0 || (depth == 0 && here == ',')) {
                return to;
            }
            if (!isSpace(here)) {
                to = i + 1;
            }
        }
        return to;
    }

    private int endOfText(int quote) {
        int i = quote + 1;
        while (bytes.get(i) != '"') {
            i += bytes.get(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private int afterSpace(int from) {
        int i = from;
        while (i < bytes.limit() && isSpace(bytes.get(i))) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
