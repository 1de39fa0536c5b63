package io.kafkafetch.adapters.registry.proto;

import io.kafkafetch.adapters.registry.UnusableSchemaException;

/** The words of a {@code .proto} file: names with their dots, numbers, strings, single signs. Comments are left out. */
final class ProtoTokens {

    private static final String STRING = "\"";

    private final String text;
    private int position;
    private String ahead = "";

    ProtoTokens(String text) throws UnusableSchemaException {
        this.text = text;
        advance();
    }

    boolean atEnd() {
        return ahead.isEmpty();
    }

    /** The next word, without going on; empty at the end. */
    String peek() {
        return ahead;
    }

    String next() throws UnusableSchemaException {
        if (atEnd()) {
            throw new UnusableSchemaException("its text ends early");
        }
        String token = ahead;
        advance();
        return token;
    }

    /** Goes on if this is next. */
    boolean take(String token) throws UnusableSchemaException {
        boolean taken = ahead.equals(token);
        if (taken) {
            advance();
        }
        return taken;
    }

    void expect(String token) throws UnusableSchemaException {
        if (!take(token)) {
            throw unexpected();
        }
    }

    /** The content of a string, its escapes as they stand. */
    String string() throws UnusableSchemaException {
        if (!isString()) {
            throw unexpected();
        }
        return next().substring(1);
    }

    boolean isString() {
        return ahead.startsWith(STRING);
    }

    int number() throws UnusableSchemaException {
        boolean negative = take("-");
        String digits = next();
        try {
            return Integer.decode(negative ? "-" + digits : digits);
        } catch (NumberFormatException none) {
            throw unexpected();
        }
    }

    /** Goes behind the next sign of this kind that stands in no brackets. */
    void passOverTo(String sign) throws UnusableSchemaException {
        int depth = 0;
        while (depth > 0 || !ahead.equals(sign)) {
            String token = next();
            if (token.equals("{") || token.equals("[")) {
                depth++;
            } else if (token.equals("}") || token.equals("]")) {
                depth--;
                if (depth < 0) {
                    throw unexpected();
                }
            }
        }
        advance();
    }

    /** Goes behind a block in braces, and what stands before it. */
    void passOverBlock() throws UnusableSchemaException {
        String token;
        do {
            token = next();
        } while (!token.equals("{"));
        passOverTo("}");
    }

    UnusableSchemaException unexpected() {
        return new UnusableSchemaException("its text is no file of Protobuf, from character " + position + " on");
    }

    private void advance() throws UnusableSchemaException {
        passOverSpace();
        if (position == text.length()) {
            ahead = "";
            return;
        }
        int start = position;
        char first = text.charAt(position++);
        if (first == '"' || first == '\'') {
            ahead = STRING + quoted(first);
        } else if (isOfWord(first)) {
            while (position < text.length() && isOfWord(text.charAt(position))) {
                position++;
            }
            ahead = text.substring(start, position);
        } else {
            ahead = String.valueOf(first);
        }
    }

    private String quoted(char quotation) throws UnusableSchemaException {
        int start = position;
        while (position < text.length() && text.charAt(position) != quotation) {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= text.length()) {
            throw new UnusableSchemaException("its text ends within a string");
        }
        return text.substring(start, position++);
    }

    private void passOverSpace() {
        while (position < text.length()) {
            if (text.startsWith("//", position)) {
                position = endOf("\n");
            } else if (text.startsWith("/*", position)) {
                position += 2;
                position = endOf("*/");
            } else if (text.charAt(position) <= ' ' || text.charAt(position) == '\ufeff') {
                position++;
            } else {
                return;
            }
        }
    }

    private int endOf(String sign) {
        int found = text.indexOf(sign, position);
        return found < 0 ? text.length() : found + sign.length();
    }

    private static boolean isOfWord(char c) {
        return c == '_' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
