package io.kafkafetch.bootstrap.process;

import io.kafkafetch.adapters.kafka.client.Secrets;
import io.kafkafetch.application.trouble.DurationText;
import java.time.Duration;

/** A setting that cannot be used; its message says which, what was expected, and where to change it. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String setting, Object value, String expected) {
        super(setting + "=" + text(setting, value) + " cannot be used: expected " + expected);
    }

    private static Object text(String setting, Object value) {
        if (Secrets.isSecret(setting)) {
            return Secrets.HIDDEN;
        }
        return switch (value) {
            case Duration duration ->
                DurationText.of(duration).replace("min", "m").replace(" ", "");
            case String address -> Secrets.withoutUser(address);
            default -> value;
        };
    }

    /**
     * Checks a setting.
     *
     * @throws InvalidSettingException unless it is met
     */
    public static void require(boolean met, String setting, Object value, String expected) {
        if (!met) {
            throw new InvalidSettingException(setting, value, expected);
        }
    }
}
