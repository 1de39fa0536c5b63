package io.kafkafetch.domain.login;

import java.util.Optional;

/** When a text field is fit to be counted and published. */
final class TextRules {

    private TextRules() {}

    static Optional<FieldFault> faultOf(String text) {
        if (isBlank(text)) {
            return Optional.of(FieldFault.BLANK);
        }
        if (isTooLong(text)) {
            return Optional.of(FieldFault.TOO_LONG);
        }
        return isUnicode(text) ? Optional.empty() : Optional.of(FieldFault.NOT_UNICODE);
    }

    /** Whether nothing but Unicode's White_Space is in the text; the published JSON Schema spells the same set out. */
    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isWhiteSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Unicode property White_Space (PropList.txt); {@link Character#isWhitespace(char)} differs in seven characters. */
    private static boolean isWhiteSpace(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == '\u0085'
                || c == '\u00a0'
                || c == '\u1680'
                || (c >= '\u2000' && c <= '\u200a')
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000';
    }

    private static boolean isTooLong(String text) {
        return text.length() > LoginEvent.MAX_TEXT && text.codePointCount(0, text.length()) > LoginEvent.MAX_TEXT;
    }

    /** A lone surrogate cannot be written as UTF-8: two different regions would be published as one. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
