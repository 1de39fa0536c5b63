package io.kafkafetch.adapters.generator;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a good login into a record of a given kind. Of everything but white space, nothing holds a raw line break. */
final class Corruption {

    private static final int HUGE = 900 * 1_024;
    private static final int MAX_WHITE_SPACE = 16;
    private static final byte[] NULL = Json.raw("null");

    private static final List<LoginField> ALL = List.of(LoginField.values());
    private static final List<LoginField> TEXTS = allBut(LoginField.TIMESTAMP);
    private static final List<LoginField> ALWAYS_REQUIRED = allBut(LoginField.DEVICE_TYPE);

    /** Wrong for texts and for the timestamp alike. */
    private static final List<byte[]> WRONG_TYPES =
            List.of(Json.raw("true"), Json.raw("1.5"), Json.raw("[1]"), Json.raw("{\"x\": \"y\"}"));

    private static final List<byte[]> BLANKS =
            List.of(Json.text(""), Json.text("   "), Json.text("\\t\\n"), Json.text("\\u00a0"), Json.text("\u2003"));

    private static final List<byte[]> SCALARS =
            List.of(NULL, Json.raw("true"), Json.raw("42"), Json.text("login"), Json.raw("[]"));

    /** Just outside, milliseconds for seconds, the ends of {@code long}, and more than it holds. */
    private static final List<byte[]> TIMES = List.of(
            Json.raw("-1"),
            Json.raw(Long.toString(LoginEvent.MAX_TIMESTAMP + 1)),
            Json.raw("1767571200000"),
            Json.text("1767571200000"),
            Json.raw(Long.toString(Long.MIN_VALUE)),
            Json.raw(Long.toString(Long.MAX_VALUE)),
            Json.raw("99999999999999999999"));

    private static final List<String> LONE_SURROGATES = List.of("\\ud800", "\\udc00", "\\udbff\\ud800");

    /** A byte that never occurs, an overlong form, a broken pair, a surrogate, a cut off character, beyond Unicode. */
    private static final List<byte[]> INVALID_UTF8 =
            List.of(bytes("ff"), bytes("c080"), bytes("c328"), bytes("eda080"), bytes("e282"), bytes("f4908080"));

    private final Dice dice;

    Corruption(Dice dice) {
        this.dice = dice;
    }

    /** The value of a record of this kind; {@code login} is used up. */
    byte @Nullable [] value(Kind kind, LoginText login) {
        return switch (kind) {
            case VALID -> login.render();
            case MISSING_DEVICE_TYPE -> withoutDeviceType(login);
            case TRUNCATED -> truncated(login.render());
            case NOT_AN_OBJECT -> notAnObject(login);
            case WRONG_TYPE -> with(login, one(ALL), one(WRONG_TYPES));
            case MISSING_FIELD -> without(login, one(ALWAYS_REQUIRED));
            case NULL_FIELD -> with(login, one(ALWAYS_REQUIRED), NULL);
            case BLANK_FIELD -> with(login, one(ALL), one(BLANKS));
            case REPEATED_FIELD -> login.renderWithRepeated(one(ALL));
            case TIMESTAMP_OUT_OF_RANGE -> with(login, LoginField.TIMESTAMP, one(TIMES));
            case TEXT_TOO_LONG -> with(login, one(TEXTS), tooLong());
            case HUGE_TEXT -> with(login, one(TEXTS), Json.text("x".repeat(HUGE)));
            case LONE_SURROGATE -> withTail(login, Json.raw(one(LONE_SURROGATES)));
            case INVALID_UTF8 -> withTail(login, one(INVALID_UTF8));
            case EMPTY -> new byte[0];
            case WHITE_SPACE -> whiteSpace();
            case TOMBSTONE -> null;
        };
    }

    /** Mostly absent, at times null: to the contract it is the same. */
    private byte[] withoutDeviceType(LoginText login) {
        return dice.percent(10) ? with(login, LoginField.DEVICE_TYPE, NULL) : without(login, LoginField.DEVICE_TYPE);
    }

    private byte[] truncated(byte[] json) {
        return Arrays.copyOf(json, 1 + dice.below(json.length - 1));
    }

    private byte[] notAnObject(LoginText login) {
        if (dice.percent(50)) {
            return one(SCALARS);
        }
        byte[] json = login.render();
        byte[] array = new byte[json.length + 2];
        array[0] = '[';
        System.arraycopy(json, 0, array, 1, json.length);
        array[array.length - 1] = ']';
        return array;
    }

    private byte[] tooLong() {
        String character = dice.percent(50) ? "x" : "\ud83d\ude00";
        return Json.text(character.repeat(LoginEvent.MAX_TEXT + 1 + dice.below(LoginEvent.MAX_TEXT)));
    }

    private byte[] whiteSpace() {
        byte[] blank = new byte[1 + dice.below(MAX_WHITE_SPACE)];
        for (int i = 0; i < blank.length; i++) {
            blank[i] = (byte) " \t\r\n".charAt(dice.below(4));
        }
        return blank;
    }

    /** With these bytes at the end of a text, before its closing quote. */
    private byte[] withTail(LoginText login, byte[] tail) {
        LoginField field = one(TEXTS);
        byte[] text = login.get(field);
        byte[] spoilt = Arrays.copyOf(text, text.length + tail.length);
        System.arraycopy(tail, 0, spoilt, text.length - 1, tail.length);
        spoilt[spoilt.length - 1] = '"';
        return with(login, field, spoilt);
    }

    private static byte[] with(LoginText login, LoginField field, byte[] json) {
        login.put(field, json);
        return login.render();
    }

    private static byte[] without(LoginText login, LoginField field) {
        login.remove(field);
        return login.render();
    }

    private <T> T one(List<T> list) {
        return list.get(dice.below(list.size()));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static List<LoginField> allBut(LoginField field) {
        Set<LoginField> others = EnumSet.complementOf(EnumSet.of(field));
        return List.copyOf(others);
    }
}
