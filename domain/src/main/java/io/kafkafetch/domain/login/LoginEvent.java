package io.kafkafetch.domain.login;

import java.util.Optional;

/**
 * What is counted of one login, valid by construction. Who logged in, with which device and from where is checked by
 * {@link LoginForm} and not kept: what is not kept cannot leak. Where different users are counted, the hash of the user's
 * id stands for it.
 *
 * @param appVersion version of the app, e.g. {@code 2.3.0}; not blank, at most {@link #MAX_TEXT} code points, as are
 *     all texts here
 * @param locale region of the login, e.g. {@code RI}
 * @param timestamp moment of the login in epoch seconds, {@code 0} to {@link #MAX_TIMESTAMP}
 * @param deviceType kind of device, e.g. {@code iOS}
 * @param user the {@link UserHash} of the user's id; {@link #NO_USER} where nobody asks for users
 */
public record LoginEvent(String appVersion, String locale, long timestamp, String deviceType, long user)
        implements Validation {

    /** The user of every login where nobody asks for users. */
    public static final long NO_USER = 0;

    /** Longest text of a field, in Unicode code points: whatever is published of it has a bound. */
    public static final int MAX_TEXT = 256;

    /** Last second of the year 9999 (UTC), in epoch seconds; milliseconds sent by mistake lie beyond it. */
    public static final long MAX_TIMESTAMP = 253_402_300_799L;

    /** @throws IllegalArgumentException if a text is blank, too long or not Unicode, or the timestamp out of range */
    public LoginEvent {
        check(LoginField.APP_VERSION, appVersion);
        check(LoginField.LOCALE, locale);
        check(LoginField.DEVICE_TYPE, deviceType);
        if (!isTimestamp(timestamp)) {
            throw new IllegalArgumentException(LoginField.TIMESTAMP.wireName() + " is out of range");
        }
    }

    /** A login whose user nobody asks for. @throws IllegalArgumentException as above */
    public LoginEvent(String appVersion, String locale, long timestamp, String deviceType) {
        this(appVersion, locale, timestamp, deviceType, NO_USER);
    }

    static boolean isTimestamp(long epochSeconds) {
        return epochSeconds >= 0 && epochSeconds <= MAX_TIMESTAMP;
    }

    private static void check(LoginField field, String text) {
        Optional<FieldFault> fault = TextRules.faultOf(text);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(
                    field.wireName() + " is " + fault.get().code());
        }
    }
}
