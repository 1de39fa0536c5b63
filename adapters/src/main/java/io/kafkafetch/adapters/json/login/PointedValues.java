package io.kafkafetch.adapters.json.login;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.domain.login.LoginForm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What JSON Pointers point at in a document: one pass over its tokens finds all of it, everything else is passed over. Each
 * pointer has a slot, which is its index in the list. Reusable; not thread-safe.
 */
final class PointedValues {

    private enum Kind {
        ABSENT,
        NULL,
        TEXT,
        NUMBER,
        /** {@code true} or {@code false}. */
        TRUTH,
        CONTAINER
    }

    private final PointerTree tree = new PointerTree();
    private final Kind[] kinds;
    private final String[] texts;
    private final boolean[] repeated;

    /** @param pointers all different */
    PointedValues(List<Pointer> pointers) {
        for (int slot = 0; slot < pointers.size(); slot++) {
            tree.add(pointers.get(slot), slot);
        }
        this.kinds = new Kind[pointers.size()];
        this.texts = new String[pointers.size()];
        this.repeated = new boolean[pointers.size()];
    }

    /** Forgets what was read: a text may be large, and is somebody's. */
    void clear() {
        Arrays.fill(texts, "");
        Arrays.fill(kinds, Kind.ABSENT);
    }

    /** Reads the object that the parser is at the beginning of, to its end. */
    void read(JsonParser parser) throws IOException {
        clear();
        Arrays.fill(repeated, false);
        object(parser, tree);
    }

    private void object(JsonParser parser, PointerTree here) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            PointerTree below = here.member(name);
            JsonToken token = parser.nextToken();
            if (below == null) {
                parser.skipChildren();
            } else {
                value(parser, token, below);
            }
        }
    }

    private void array(JsonParser parser, PointerTree here) throws IOException {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            PointerTree below = here.element(index++);
            if (below == null) {
                parser.skipChildren();
            } else {
                value(parser, token, below);
            }
        }
    }

    /** As deep as a pointer has steps, which is bounded. */
    private void value(JsonParser parser, JsonToken token, PointerTree here) throws IOException {
        if (here.slot() != PointerTree.NONE) {
            fill(here.slot(), parser, token);
        }
        if (!here.hasBelow()) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            object(parser, here);
        } else if (token == JsonToken.START_ARRAY) {
            array(parser, here);
        }
    }

    private void fill(int slot, JsonParser parser, JsonToken token) throws IOException {
        repeated[slot] = kinds[slot] != Kind.ABSENT;
        kinds[slot] = kind(token);
        texts[slot] = token.isScalarValue() ? parser.getText() : "";
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.TRUTH;
            case VALUE_NULL -> Kind.NULL;
            case START_OBJECT, START_ARRAY -> Kind.CONTAINER;
            case END_ARRAY, END_OBJECT, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException(token + " where a value starts");
        };
    }

    /** Whether something is there. Feeds write {@code null} and {@code ""} for what they do not know. */
    boolean isThere(int slot) {
        return switch (kinds[slot]) {
            case ABSENT, NULL -> false;
            case TEXT -> !LoginForm.isBlank(texts[slot]);
            case NUMBER, TRUTH, CONTAINER -> true;
        };
    }

    /** Whether it is given twice, since a name on the way to it is. */
    boolean isRepeated(int slot) {
        return repeated[slot];
    }

    boolean isText(int slot) {
        return kinds[slot] == Kind.TEXT;
    }

    boolean isNumber(int slot) {
        return kinds[slot] == Kind.NUMBER;
    }

    /** Whether it is a text, a number, {@code true} or {@code false}. */
    boolean isScalar(int slot) {
        return isText(slot) || isNumber(slot) || kinds[slot] == Kind.TRUTH;
    }

    /** Of a scalar: a text without its escapes, anything else as it is written. */
    String text(int slot) {
        return texts[slot];
    }
}
