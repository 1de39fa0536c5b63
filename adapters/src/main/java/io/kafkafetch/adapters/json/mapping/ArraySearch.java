package io.kafkafetch.adapters.json.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;

/**
 * Finds the array that a JSON Pointer points at, while a JSON object passes byte by byte. Goes by brackets, quotes and the
 * names on the way; whether the rest is JSON, it does not judge. Memory is flat, however long and deep the object is.
 * Reusable; not thread-safe.
 */
public final class ArraySearch {

    /** What a byte was. */
    public enum Found {
        /** Nothing of interest. */
        NOTHING,
        /** It opens the array. What is in it, and the bracket that closes it, are for others to read. */
        ARRAY,
        /** It closes the object. */
        END,
        /** It closes something else than what is open: this is no JSON. */
        BROKEN
    }

    private static final JsonFactory JSON = new JsonFactory();

    /** An escaped character of UTF-16 takes so many bytes. */
    private static final int ESCAPED_BYTES = 6;

    private final List<String> tokens;

    /** Of the containers on the way, by their depth: whether it is an array, and which of its elements comes next. */
    private final boolean[] arrays;

    private final int[] indexes;
    private final byte[] name;
    private int nameBytes;

    private int depth;

    /** How many of the open containers, from the outermost, are on the way. */
    private int onTheWay;

    /** Whether the next text is the name of a member of the innermost container on the way. */
    private boolean atName;

    /** Whether the next value of that container is on the way, too. */
    private boolean matches;

    private boolean inText;
    private boolean inName;
    private boolean escaped;
    private boolean escapes;

    /** A search for the array there. */
    public ArraySearch(Pointer array) {
        this.tokens = array.tokens();
        this.arrays = new boolean[tokens.size() + 1];
        this.indexes = new int[tokens.size() + 1];
        this.name = new byte[tokens.stream().mapToInt(String::length).max().orElse(0) * ESCAPED_BYTES + 1];
    }

    /** The next byte opens another object. */
    public void restart() {
        depth = 0;
        onTheWay = 0;
        atName = false;
        matches = false;
        inText = false;
        inName = false;
        escaped = false;
    }

    /** Takes the object's next byte, from the brace on that opens it, except those after {@link Found#ARRAY}. */
    public Found take(byte next) {
        if (inText) {
            takeOfText(next);
            return Found.NOTHING;
        }
        return switch (next) {
            case '{', '[' -> open(next == '[');
            case '}', ']' -> close(next == ']');
            case '"' -> {
                inText = true;
                inName = atName && depth == onTheWay;
                nameBytes = 0;
                escapes = false;
                yield Found.NOTHING;
            }
            case ',' -> {
                if (depth == onTheWay) {
                    nextOf(depth, indexes[depth] + 1);
                }
                yield Found.NOTHING;
            }
            default -> Found.NOTHING;
        };
    }

    private void takeOfText(byte next) {
        boolean ends = next == '"' && !escaped;
        escaped = next == '\\' && !escaped;
        if (ends) {
            inText = false;
            if (inName) {
                inName = false;
                atName = false;
                matches = nameIs(tokens.get(depth - 1));
            }
        } else if (inName) {
            escapes |= next == '\\';
            if (nameBytes < name.length) { // what is longer is another name
                name[nameBytes++] = next;
            }
        }
    }

    private Found open(boolean array) {
        boolean here = depth == onTheWay && (depth == 0 || matches);
        matches = false;
        if (here && array && depth == tokens.size()) {
            return Found.ARRAY;
        }
        depth++;
        if (here && depth <= tokens.size()) {
            onTheWay = depth;
            arrays[depth] = array;
            nextOf(depth, 0);
        }
        return Found.NOTHING;
    }

    private Found close(boolean array) {
        if (depth == onTheWay) {
            if (depth == 0 || arrays[depth] != array) {
                return Found.BROKEN;
            }
            onTheWay--;
            atName = false;
            matches = false;
        }
        depth--;
        return depth == 0 ? Found.END : Found.NOTHING;
    }

    /** The next value of the container at this depth begins, with its name if it has one. */
    private void nextOf(int container, int index) {
        indexes[container] = index;
        atName = container > 0 && !arrays[container];
        matches =
                container > 0 && arrays[container] && tokens.get(container - 1).equals(Integer.toString(index));
    }

    private boolean nameIs(String token) {
        if (nameBytes == name.length) {
            return false;
        }
        String raw = new String(name, 0, nameBytes, UTF_8);
        return escapes ? token.equals(unescaped(raw)) : token.equals(raw);
    }

    private static String unescaped(String raw) {
        try (JsonParser parser = JSON.createParser('"' + raw + '"')) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException malformed) { // of reading memory: no name at all
            return raw;
        }
    }
}
