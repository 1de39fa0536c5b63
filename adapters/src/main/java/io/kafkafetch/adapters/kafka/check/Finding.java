package io.kafkafetch.adapters.kafka.check;

import java.util.Locale;

/**
 * Something that was looked at.
 *
 * @param subject what it is about: {@code topic user-login}
 * @param text how it is; its maker leaves secrets out
 * @param action what to do about it; empty where it is well
 */
public record Finding(Level level, String subject, String text, String action) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** The service would run, with less than it could. */
        WARN,
        /** The service would not run, or lose its work later. */
        FAIL;

        /** {@code ok}, {@code warn} or {@code fail}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text, "");
    }

    static Finding warn(String subject, String text, String action) {
        return new Finding(Level.WARN, subject, text, action);
    }

    static Finding fail(String subject, String text, String action) {
        return new Finding(Level.FAIL, subject, text, action);
    }
}
