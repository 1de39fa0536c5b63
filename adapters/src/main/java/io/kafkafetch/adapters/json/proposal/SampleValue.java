package io.kafkafetch.adapters.json.proposal;

import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.TimestampFormat;
import io.kafkafetch.domain.login.UserHash;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value in a sample event.
 *
 * @param kind what it is in JSON
 * @param text of a scalar, as a decoder of logins sees it, its first {@value #MOST_TEXT} characters; else empty
 */
record SampleValue(Kind kind, String text) {

    /** More than a login's text may have, so that what is too long remains too long. */
    static final int MOST_TEXT = 4 * LoginEvent.MAX_TEXT;

    /** What a value is. */
    enum Kind {
        NULL,
        TEXT,
        NUMBER,
        TRUTH,
        CONTAINER,
        /** Given twice, so that it says nothing. */
        REPEATED
    }

    /** Seconds of the years from 2000 to 2099: other whole numbers are hardly the moment of a login. */
    private static final long CENTURY_START = 946_684_800;

    private static final long CENTURY_END = 4_102_444_800L;
    private static final int SHORTEST_MOMENT = 9;
    private static final long THOUSAND = 1_000;

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern IP_V4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?=[0-9])|$)){4}");
    private static final Pattern IP_V6 = Pattern.compile("(?=.*::|([^:]*:){6,7}[^:]+$)[0-9A-Fa-f:.]{2,45}");

    /** Whether a mapping finds something there. */
    boolean isThere() {
        return kind != Kind.NULL && (kind != Kind.TEXT || !LoginForm.isBlank(text));
    }

    boolean isScalar() {
        return kind == Kind.TEXT || kind == Kind.NUMBER || kind == Kind.TRUTH;
    }

    /** Whether a login may have it in this field. */
    boolean fits(LoginField field, TimestampFormat format) {
        LoginForm form = new LoginForm(UserHash.OFF, format);
        for (LoginField other : LoginField.values()) {
            if (other != field) {
                form.text(other, other == LoginField.TIMESTAMP ? moment(format) : "other");
            }
        }
        switch (kind) {
            case TEXT -> form.text(field, text);
            case NUMBER -> number(form, field);
            case TRUTH, CONTAINER -> form.wrongType(field);
            case NULL -> form.nothing(field);
            case REPEATED -> form.repeated(field);
        }
        return form.check(MissingDeviceType.DEAD_LETTER) instanceof LoginEvent;
    }

    /** A decoder takes some more, such as 1e9; it is enough to be sure of these. */
    private void number(LoginForm form, LoginField field) {
        if (WHOLE.matcher(text).matches()) {
            form.integer(field, Long.parseLong(text));
        } else {
            form.wrongType(field);
        }
    }

    private static String moment(TimestampFormat format) {
        return format == TimestampFormat.ISO_8601 ? "2000-01-01T00:00:00Z" : "0";
    }

    /** How it writes a moment, where it most likely is one. */
    Optional<TimestampFormat> moment() {
        if (text.length() < SHORTEST_MOMENT) {
            return Optional.empty();
        }
        if (kind == Kind.TEXT && fits(LoginField.TIMESTAMP, TimestampFormat.ISO_8601)) {
            return Optional.of(TimestampFormat.ISO_8601);
        }
        if ((kind != Kind.TEXT && kind != Kind.NUMBER) || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        if (isOfThisCentury(number)) {
            return Optional.of(TimestampFormat.EPOCH_SECONDS);
        }
        if (isOfThisCentury(number / THOUSAND)) {
            return Optional.of(TimestampFormat.EPOCH_MILLIS);
        }
        return isOfThisCentury(number / THOUSAND / THOUSAND)
                ? Optional.of(TimestampFormat.EPOCH_MICROS)
                : Optional.empty();
    }

    /** Whether it is an IP address; names are not looked up. */
    boolean isIp() {
        return kind == Kind.TEXT
                && (IP_V4.matcher(text).matches() || IP_V6.matcher(text).matches());
    }

    /** What it looks like, without saying what it is. */
    String look() {
        return switch (kind) {
            case TEXT, NUMBER ->
                moment().map(SampleValue::name).orElseGet(() -> kind == Kind.NUMBER ? "number" : lookOfText());
            case TRUTH -> "true or false";
            case NULL -> "nothing";
            case CONTAINER -> "object or array";
            case REPEATED -> "given twice";
        };
    }

    private String lookOfText() {
        if (!isThere()) {
            return "nothing";
        }
        return isIp() ? "IP address" : "text";
    }

    /** A format for people. */
    static String name(TimestampFormat format) {
        return switch (format) {
            case EPOCH_SECONDS -> "seconds since 1970";
            case EPOCH_MILLIS -> "milliseconds since 1970";
            case EPOCH_MICROS -> "microseconds since 1970";
            case ISO_8601 -> "ISO 8601";
        };
    }

    private static boolean isOfThisCentury(long epochSecond) {
        return epochSecond >= CENTURY_START && epochSecond < CENTURY_END;
    }
}
