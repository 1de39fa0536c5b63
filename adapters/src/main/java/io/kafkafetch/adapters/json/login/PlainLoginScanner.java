package io.kafkafetch.adapters.json.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.UserHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plain login, which nearly all are, several times as fast as a parser, and allocates nothing for it but the
 * event. Of anything else it says no more than that it is not plain; what it is, the parser says. So it has to be right
 * only where it accepts: there the parser accepts too, with an equal event.
 *
 * <p>Plain is a JSON object with each of the seven fields once, in any order. A text is ASCII without escapes, starts
 * with no space and has 1 to {@value LoginEvent#MAX_TEXT} characters; a timestamp is digits, as a number or as a text.
 * Unknown fields hold such texts, digits, {@code true}, {@code false}, {@code null}, and arrays and objects of them at
 * most {@value #MAX_DEPTH} deep. The record has at most {@value #MAX_BYTES} bytes.
 *
 * <p>How it is written: the record is copied to where a NUL stands before and behind it. Nothing plain holds a NUL, so
 * that no step has to look for the end. A step takes the place where something should start and returns the place behind
 * it, or {@link #NOT_PLAIN}, which is the place of the first NUL: each step from there ends there.
 *
 * <p>Reusable, whatever it read before; not thread-safe.
 */
final class PlainLoginScanner {

    /** A larger record is not plain: seven fields of the greatest length have room in it. */
    static final int MAX_BYTES = 4_096;

    /** Deepest nesting within an unknown field: a bit each. */
    static final int MAX_DEPTH = Long.SIZE;

    private static final int NOT_PLAIN = 0;
    private static final int START = 1;

    /** Two words can be read at any place of the record. */
    private static final int BEYOND = 2 * Words.BYTES;

    /** As many as the greatest timestamp has. */
    private static final int MAX_DIGITS = 12;

    private static final List<LoginField> FIELDS = List.of(LoginField.values());
    private static final int USER_ID = FIELDS.indexOf(LoginField.USER_ID);
    private static final int APP_VERSION = FIELDS.indexOf(LoginField.APP_VERSION);
    private static final int LOCALE = FIELDS.indexOf(LoginField.LOCALE);
    private static final int TIMESTAMP = FIELDS.indexOf(LoginField.TIMESTAMP);
    private static final int DEVICE_TYPE = FIELDS.indexOf(LoginField.DEVICE_TYPE);
    private static final int UNKNOWN = FIELDS.size();
    private static final int ALL_SEEN = (1 << FIELDS.size()) - 1;
    private static final Word[] NAMES =
            FIELDS.stream().map(field -> Word.of('"' + field.wireName() + '"')).toArray(Word[]::new);
    private static final Word[] LITERALS = {Word.of("true"), Word.of("false"), Word.of("null")};

    private final byte[] json = new byte[START + MAX_BYTES + BEYOND];
    private final UserHash hash;
    private final AsciiTexts texts = new AsciiTexts();

    /** Which field came after each in the last record, as a guess: producers keep to an order. */
    private final int[] next = new int[FIELDS.size() + 1];

    private final int[] starts = new int[FIELDS.size()];
    private final int[] lengths = new int[FIELDS.size()];
    private int seen; // a bit for each field
    private long timestamp;

    /** @param hash that stands for the user of an event */
    PlainLoginScanner(UserHash hash) {
        this.hash = hash;
    }

    /** The event of a plain login; {@code null} for anything else. The buffer stays as it is. */
    @Nullable
    LoginEvent scan(ByteBuffer value) {
        int size = value.remaining();
        if (size > MAX_BYTES) {
            return null;
        }
        int end = START + size;
        value.get(value.position(), json, START, size);
        json[end] = 0;
        seen = 0;
        return space(login(space(START))) == end && seen == ALL_SEEN ? event() : null;
    }

    private LoginEvent event() {
        return new LoginEvent(
                textOf(APP_VERSION),
                textOf(LOCALE),
                timestamp,
                textOf(DEVICE_TYPE),
                hash.of(json, starts[USER_ID], lengths[USER_ID]));
    }

    private String textOf(int field) {
        return texts.text(json, starts[field], lengths[field]);
    }

    private int login(int start) {
        if (json[start] != '{') {
            return NOT_PLAIN;
        }
        int i = start;
        int field = UNKNOWN;
        do {
            int name = space(i + 1);
            field = fieldAt(name, field);
            i = space(field == UNKNOWN ? unknown(anyName(name)) : known(field, name));
        } while (json[i] == ',');
        return json[i] == '}' ? i + 1 : NOT_PLAIN;
    }

    private int fieldAt(int name, int last) {
        int guess = next[last];
        if (guess != UNKNOWN && NAMES[guess].isAt(name, json)) {
            return guess;
        }
        int field = 0;
        while (field < UNKNOWN && !NAMES[field].isAt(name, json)) {
            field++;
        }
        next[last] = field;
        return field;
    }

    private int known(int field, int name) {
        int value = value(name + NAMES[field].length());
        if ((seen & (1 << field)) != 0) {
            return NOT_PLAIN;
        }
        seen |= 1 << field;
        if (field == TIMESTAMP) {
            return timestamp(value);
        }
        int behind = text(value);
        starts[field] = value + 1;
        lengths[field] = behind - value - 2;
        return behind;
    }

    private int timestamp(int start) {
        boolean quoted = json[start] == '"';
        int first = quoted ? start + 1 : start;
        int behind = digits(first);
        timestamp = 0;
        for (int i = first; i < behind; i++) {
            timestamp = timestamp * 10 + (json[i] - '0');
        }
        if (timestamp > LoginEvent.MAX_TIMESTAMP || (quoted && json[behind] != '"')) {
            return NOT_PLAIN;
        }
        return quoted ? behind + 1 : behind;
    }

    /** The value of an unknown field, with all that is in it. Not recursive: what is open is a bit each. */
    private int unknown(int start) {
        int i = start;
        int depth = 0;
        long objects = 0; // the lowest bit says of the innermost whether it is one, or else an array
        while (true) {
            if (json[i] == '{' || json[i] == '[') {
                if (depth == MAX_DEPTH) {
                    return NOT_PLAIN;
                }
                depth++;
                objects = objects << 1 | (json[i] == '{' ? 1 : 0);
                i = space(i + 1);
                if (json[i] != closing(objects)) {
                    i = isObject(objects) ? anyName(i) : i;
                    continue;
                }
            } else {
                i = space(scalar(i));
            }
            while (depth > 0 && json[i] == closing(objects)) {
                depth--;
                objects >>>= 1;
                i = space(i + 1);
            }
            if (depth == 0 || json[i] != ',') {
                return depth == 0 ? i : NOT_PLAIN;
            }
            i = space(i + 1);
            i = isObject(objects) ? anyName(i) : i;
        }
    }

    private static boolean isObject(long objects) {
        return (objects & 1) != 0;
    }

    private static byte closing(long objects) {
        return (byte) (isObject(objects) ? '}' : ']');
    }

    private int scalar(int start) {
        if (json[start] == '"') {
            return text(start);
        }
        for (Word literal : LITERALS) {
            if (literal.isAt(start, json)) {
                return start + literal.length();
            }
        }
        return digits(start);
    }

    /** Any name and the colon, to where its value starts. */
    private int anyName(int start) {
        return value(text(start));
    }

    /** From behind a name to its value. */
    private int value(int start) {
        int colon = space(start);
        return json[colon] == ':' ? space(colon + 1) : NOT_PLAIN;
    }

    private int text(int start) {
        if (json[start] != '"' || json[start + 1] == ' ') {
            return NOT_PLAIN;
        }
        int i = start + 1;
        long special = Words.special(Words.at(json, i));
        while (special == 0) {
            i += Words.BYTES;
            special = Words.special(Words.at(json, i));
        }
        int quote = i + Words.firstOf(special);
        int length = quote - start - 1;
        return json[quote] == '"' && length > 0 && length <= LoginEvent.MAX_TEXT ? quote + 1 : NOT_PLAIN;
    }

    private int digits(int start) {
        int i = start;
        while (json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        int length = i - start;
        boolean leadingZero = json[start] == '0' && length > 1;
        return length > 0 && length <= MAX_DIGITS && !leadingZero ? i : NOT_PLAIN;
    }

    private int space(int start) {
        int i = start;
        while (isSpace(json[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** At most two words of ASCII, to be looked for. */
    private record Word(long head, long headMask, long tail, long tailMask, int length) {

        static Word of(String ascii) {
            byte[] bytes = Arrays.copyOf(ascii.getBytes(US_ASCII), BEYOND);
            int beyondFirst = Math.max(0, ascii.length() - Words.BYTES);
            return new Word(
                    Words.at(bytes, 0),
                    Words.mask(ascii.length()),
                    Words.at(bytes, Words.BYTES),
                    Words.mask(beyondFirst),
                    ascii.length());
        }

        boolean isAt(int place, byte[] bytes) {
            return (Words.at(bytes, place) & headMask) == head
                    && (Words.at(bytes, place + Words.BYTES) & tailMask) == tail;
        }
    }
}
