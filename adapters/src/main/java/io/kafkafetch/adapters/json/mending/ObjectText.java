package io.kafkafetch.adapters.json.mending;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of one JSON object, and where in it each member is. Immutable: a change makes another text, in which all is as it
 * was but that.
 *
 * @param members in their order; a name may occur more than once
 */
record ObjectText(String text, List<Member> members) {

    private static final JsonFactory JSON = LoginDecoder.strictJson();

    /**
     * A member, by positions in the text.
     *
     * @param name without quotes and escapes
     * @param start of the name, at its quote
     * @param nameEnd behind the name's second quote
     * @param value where the value starts
     * @param end behind the value
     */
    record Member(String name, int start, int nameEnd, int value, int end) {}

    /** The object of these bytes; empty unless they are just that, in UTF-8, as the service's decoder sees it. */
    static Optional<ObjectText> of(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return of(UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectText> of(String text) {
        return isObject(text) ? Optional.of(new ObjectText(text, new MemberScanner(text).scan())) : Optional.empty();
    }

    private static boolean isObject(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() != null) {
                parser.finishToken(); // what is skipped is not checked
            }
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** The text that a JSON string, quotes included, stands for. */
    static String unquoted(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) { // it was checked
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    /** All members of this name. */
    List<Member> named(String name) {
        return members.stream().filter(member -> member.name().equals(name)).toList();
    }

    /** The only member of this name; empty where there is none, or more than one. */
    Optional<Member> only(String name) {
        List<Member> named = named(name);
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** The JSON of a member's value. */
    String valueOf(Member member) {
        return text.substring(member.value(), member.end());
    }

    /** The same, where this member has another value. */
    ObjectText withValue(Member member, String json) {
        return replaced(member.value(), member.end(), json);
    }

    /** The same, where this member has another name. */
    ObjectText withName(Member member, String json) {
        return replaced(member.start(), member.nameEnd(), json);
    }

    /** The same with one more member, the last one. */
    ObjectText with(String nameJson, String valueJson) {
        String added = nameJson + ":" + valueJson;
        if (members.isEmpty()) {
            int inside = text.indexOf('{') + 1;
            return replaced(inside, inside, added);
        }
        int end = members.getLast().end();
        return replaced(end, end, "," + added);
    }

    /** The same without all but the first of these members, or without all of them. */
    ObjectText without(String name, boolean keepFirst) {
        ObjectText left = this;
        while (left.named(name).size() > (keepFirst ? 1 : 0)) {
            left = left.without(left.named(name).getLast());
        }
        return left;
    }

    private ObjectText without(Member member) {
        int at = members.indexOf(member);
        if (at + 1 < members.size()) {
            return replaced(member.start(), members.get(at + 1).start(), "");
        }
        return replaced(at > 0 ? members.get(at - 1).end() : member.start(), member.end(), "");
    }

    private ObjectText replaced(int from, int to, String by) {
        return of(text.substring(0, from) + by + text.substring(to))
                .orElseThrow(() -> new IllegalStateException("a change has made an object none"));
    }

    /** Finds the members of a text that is one object for sure. */
    private static final class MemberScanner {

        private final String text;
        private int at;

        MemberScanner(String text) {
            this.text = text;
        }

        List<Member> scan() {
            List<Member> members = new ArrayList<>();
            at = text.indexOf('{') + 1;
            skip(' ', ',');
            while (text.charAt(at) != '}') {
                int start = at;
                skipString();
                int nameEnd = at;
                skip(' ', ':');
                int value = at;
                skipValue();
                members.add(new Member(unquoted(text.substring(start, nameEnd)), start, nameEnd, value, at));
                skip(' ', ',');
            }
            return List.copyOf(members);
        }

        /** White space, and this separator. */
        private void skip(char blank, char separator) {
            while (text.charAt(at) <= blank || text.charAt(at) == separator) {
                at++;
            }
        }

        private void skipValue() {
            int depth = 0;
            do {
                switch (text.charAt(at)) {
                    case '"' -> skipString();
                    case '{', '[' -> {
                        depth++;
                        at++;
                    }
                    case '}', ']' -> {
                        depth--;
                        at++;
                    }
                    default -> skipOther(depth);
                }
            } while (depth > 0);
        }

        /** A literal or a number; inside of something also what is between. */
        private void skipOther(int depth) {
            do {
                at++;
            } while (depth > 0 ? "\"{}[]".indexOf(text.charAt(at)) < 0 : isOfScalar(text.charAt(at)));
        }

        private static boolean isOfScalar(char c) {
            return c > ' ' && c != ',' && c != '}';
        }

        private void skipString() {
            at++;
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }
    }
}
