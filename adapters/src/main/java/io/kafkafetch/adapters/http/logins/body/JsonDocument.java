package io.kafkafetch.adapters.http.logins.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import io.kafkafetch.adapters.http.logins.fault.Refusal;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.mapping.ArraySearch;
import io.kafkafetch.adapters.json.mapping.Pointer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of a JSON document, as its own bytes: the elements of an array, be it the document or where a vendor's export has
 * it, or the one value that it is. Jackson says whether it is JSON; then brackets and quotes alone say where an element ends.
 * Not thread-safe.
 */
final class JsonDocument {

    private final ByteBuffer bytes;
    private final boolean array;

    /** Of an export; {@code null} where the document is the array, or the event. */
    private final @Nullable ArraySearch search;

    private int position;

    /**
     * The events of a document.
     *
     * @param bytes a document that passed {@link #check}
     * @param events where an export has its array; an object without one is an event itself
     */
    JsonDocument(ByteBuffer bytes, Optional<Pointer> events) {
        this.bytes = bytes;
        int start = afterSpace(bytes.position());
        ArraySearch inside = events.filter(asked -> bytes.get(start) == '{')
                .map(ArraySearch::new)
                .orElse(null);
        int inArray = inside == null ? start : afterArrayStart(inside, start);
        this.search = inArray == start ? null : inside;
        this.array = search != null || bytes.get(start) == '[';
        this.position = search == null && array ? start + 1 : inArray;
    }

    /** Where the first element of the next array can be; where there is no such array, where this began. */
    private int afterArrayStart(ArraySearch inside, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (inside.take(bytes.get(i)) == ArraySearch.Found.ARRAY) {
                return i + 1;
            }
        }
        return from;
    }

    /**
     * Checks a document, in little more memory than an event's.
     *
     * @param eventBytes most bytes of an event, and so of a name or a number, of which Jackson makes copies
     * @param events where an export has its array
     * @throws Refusal if these bytes are not one JSON value in UTF-8, or white space alone
     */
    static void check(ByteBuffer bytes, int eventBytes, Optional<Pointer> events) {
        int deepest = LoginDecoder.MAX_DEPTH
                + 1
                + events.map(Pointer::tokens).map(List::size).orElse(0);
        // Through characters: from bytes Jackson would take UTF-16 and UTF-32 as well.
        Reader text = new InputStreamReader(
                new ByteArrayInputStream(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = factory(eventBytes, deepest).createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Refusal(Fault.EMPTY_BODY);
            }
            skip(parser, deepest);
            if (parser.nextToken() != null) {
                throw new Refusal(Fault.NOT_JSON);
            }
        } catch (IOException malformed) { // of reading memory
            throw new Refusal(Fault.NOT_JSON);
        }
    }

    private static void skip(JsonParser parser, int deepest) throws IOException {
        try {
            parser.skipChildren();
        } catch (StreamConstraintsException bound) {
            boolean deep = parser.getParsingContext().getNestingDepth() > deepest;
            throw new Refusal(deep ? Fault.NOT_JSON : Fault.EVENT_TOO_LARGE);
        }
    }

    /** As {@link LoginDecoder} reads, and as many levels more as there are around an event. */
    private static JsonFactory factory(int eventBytes, int deepest) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
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
        while (array && position < bytes.limit() && bytes.get(position) == ']') {
            position = afterArrayEnd();
        }
        if (position >= bytes.limit()) {
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

    /** Where the next event can be behind the bracket here: an export may name its array twice, and nothing is left out. */
    private int afterArrayEnd() {
        if (search == null) {
            return bytes.limit();
        }
        int behind = afterArrayStart(search, position + 1);
        return behind == position + 1 ? bytes.limit() : afterSpace(behind);
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
