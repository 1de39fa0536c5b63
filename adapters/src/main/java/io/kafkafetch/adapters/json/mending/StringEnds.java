package io.kafkafetch.adapters.json.mending;

/** JSON strings without the white space at their ends, whether it is written as it is or escaped. Pure. */
final class StringEnds {

    private static final int UNICODE_ESCAPE = 6;
    private static final int HEX = 16;

    private StringEnds() {}

    /** The same string, quotes included; what is between its ends is as it was. */
    static String trimmed(String json) {
        int end = json.length() - 1;
        int from = 1;
        while (from < end && isBlank(json, from)) {
            from += length(json, from);
        }
        int to = from;
        for (int at = from; at < end; at += length(json, at)) {
            if (!isBlank(json, at)) {
                to = at + length(json, at);
            }
        }
        return '"' + json.substring(from, to) + '"';
    }

    /** Of the character or escape that begins here. */
    private static int length(String json, int at) {
        if (json.charAt(at) != '\\') {
            return 1;
        }
        return json.charAt(at + 1) == 'u' ? UNICODE_ESCAPE : 2;
    }

    private static boolean isBlank(String json, int at) {
        char first = json.charAt(at);
        if (first != '\\') {
            return isWhiteSpace(first);
        }
        return switch (json.charAt(at + 1)) {
            case 't', 'n', 'r', 'f' -> true;
            case 'u' -> isWhiteSpace((char) Integer.parseInt(json.substring(at + 2, at + UNICODE_ESCAPE), HEX));
            default -> false;
        };
    }

    /** Unicode's White_Space. */
    private static boolean isWhiteSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
