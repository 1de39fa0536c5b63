package io.kafkafetch.adapters.console.text;

import java.text.Normalizer;

/** Text from outside made harmless for a terminal, and the columns that text takes there. */
public final class DisplayText {

    /** Most combining marks on one character; more would climb into the lines around. */
    private static final int MAX_MARKS = 2;

    private static final String REPLACEMENT = "?";

    private DisplayText() {}

    /**
     * The text with every character replaced by {@code ?} that a terminal could take for a command, that has no shape or
     * turns the direction of writing (control, format, separator, surrogate, private and unassigned characters); without
     * {@code unicode} also all that is not ASCII.
     */
    public static String harmless(String text, boolean unicode) {
        StringBuilder harmless = new StringBuilder();
        int marks = MAX_MARKS;
        for (int code :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            boolean mark = isMark(code);
            marks = mark ? marks + 1 : 0;
            if (!isHarmless(code) || !(unicode || code < 0x80)) {
                harmless.append(REPLACEMENT);
            } else if (marks <= MAX_MARKS) {
                harmless.appendCodePoint(code);
            }
        }
        return harmless.toString();
    }

    /** A message that may quote anybody's text, {@linkplain #harmless harmless} and in one line. */
    public static String oneLine(String message) {
        return harmless(message.strip().replaceAll("\\R\\h*", " "), true);
    }

    /** Columns on a terminal: none for a combining mark, two for a wide character, one for any other. */
    public static int width(String text) {
        return text.codePoints().map(DisplayText::width).sum();
    }

    /** The text, or as much of its beginning as fits together with the ellipsis. */
    public static String fit(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        int room = columns - width(ellipsis);
        return room < 0 ? "" : prefix(text, room) + ellipsis;
    }

    /** As much of the text's beginning as fits. */
    static String prefix(String text, int columns) {
        StringBuilder prefix = new StringBuilder();
        int used = 0;
        for (int code : text.codePoints().toArray()) {
            used += width(code);
            if (used > columns) {
                break;
            }
            prefix.appendCodePoint(code);
        }
        return prefix.toString();
    }

    private static boolean isHarmless(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isMark(int code) {
        int type = Character.getType(code);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static int width(int code) {
        if (isMark(code)) {
            return 0;
        }
        return isWide(code) ? 2 : 1;
    }

    /** The blocks that Unicode's EastAsianWidth.txt calls wide or full, and pictures, which terminals differ about. */
    private static boolean isWide(int code) {
        return code >= 0x1100
                && (code <= 0x115F
                        || (code >= 0x2600 && code <= 0x27BF)
                        || (code >= 0x2E80 && code <= 0xA4CF)
                        || (code >= 0xA960 && code <= 0xA97F)
                        || (code >= 0xAC00 && code <= 0xD7A3)
                        || (code >= 0xF900 && code <= 0xFAFF)
                        || (code >= 0xFE10 && code <= 0xFE6F)
                        || (code >= 0xFF00 && code <= 0xFF60)
                        || (code >= 0xFFE0 && code <= 0xFFE6)
                        || code >= 0x10000);
    }
}
