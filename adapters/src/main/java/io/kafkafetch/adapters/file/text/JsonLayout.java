package io.kafkafetch.adapters.file.text;

import java.util.List;

/** How the beginning of JSON is laid out. Text is a char a byte. */
final class JsonLayout {

    private JsonLayout() {}

    /**
     * Whether it is a JSON array of objects, or objects over several lines. A line that is a whole value never is: of a
     * partition that was exported each line is a record, be it an array.
     *
     * @param whole whether there is no more text than this
     */
    static boolean isOfDocuments(String text, boolean whole) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        if (lines.isEmpty()) {
            return false;
        }
        String first = lines.getFirst();
        String second = lines.size() > 1 ? lines.get(1) : "";
        // All of the input, or as far as a look at it goes.
        boolean oneLine = whole ? lines.size() == 1 : text.indexOf('\n') < 0;
        if (first.startsWith("[")) {
            String inner = first.substring(1).strip();
            return oneLine
                    ? inner.startsWith("{") && (!whole || endOfValue(first) == first.length())
                    : isOpenArray(inner, second);
        }
        return (first.equals("{") && second.startsWith("\""))
                || (oneLine && first.startsWith("{") && followsAnObject(first));
    }

    /**
     * Whether the first line is the beginning of an object that goes on in the second one, such as <code>{"value":[</code>. A
     * line that was cut anywhere else is a record of its own.
     */
    static boolean breaksWithinADocument(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("{") || text.strip().indexOf('\n') < 0) {
            return false;
        }
        String first = lines.getFirst();
        return depthAtEnd(first) > 0
                && (isOneOf(first.charAt(first.length() - 1), "{[,:")
                        || isOneOf(lines.getLast().charAt(0), "}],:"));
    }

    private static boolean isOneOf(char sign, String signs) {
        return signs.indexOf(sign) >= 0;
    }

    private static boolean isOpenArray(String inner, String second) {
        if (inner.isEmpty()) {
            return second.startsWith("{");
        }
        if (inner.equals("{")) {
            return second.startsWith("\"");
        }
        if (!inner.startsWith("{")) {
            return false;
        }
        boolean comma = inner.endsWith(",");
        return isBalanced(comma ? inner.substring(0, inner.length() - 1) : inner)
                && (comma || second.startsWith(",") || second.startsWith("]"));
    }

    private static boolean followsAnObject(String line) {
        int end = endOfValue(line);
        return end > 0 && line.substring(end).strip().startsWith("{");
    }

    /** Whether each bracket in it is closed. */
    static boolean isBalanced(String text) {
        return depthAtEnd(text) == 0;
    }

    /** How many brackets are open; -1 if one is closed that was not open, or the text ends within a string. */
    private static int depthAtEnd(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (inString) {
                i += next == '\\' ? 1 : 0;
                inString = next != '"';
            } else {
                inString = next == '"';
                depth += step(next);
                if (depth < 0) {
                    return -1;
                }
            }
        }
        return inString ? -1 : depth;
    }

    /** Where the array or object ends that the text begins with; -1 if it doesn't. */
    private static int endOfValue(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (inString) {
                i += next == '\\' ? 1 : 0;
                inString = next != '"';
            } else {
                inString = next == '"';
                depth += step(next);
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static int step(char next) {
        return switch (next) {
            case '{', '[' -> 1;
            case '}', ']' -> -1;
            default -> 0;
        };
    }
}
