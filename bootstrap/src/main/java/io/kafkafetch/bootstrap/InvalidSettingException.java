package io.kafkafetch.bootstrap;

/** A setting that cannot be used; its message says which, what was expected, and where to change it. */
final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingException(String setting, Object value, String expected) {
        super(setting + "=" + value + " cannot be used: expected " + expected);
    }

    /** @throws InvalidSettingException unless it is met */
    static void require(boolean met, String setting, Object value, String expected) {
        if (!met) {
            throw new InvalidSettingException(setting, value, expected);
        }
    }
}
