package io.kafkafetch.domain.login;

/** What becomes of a login whose {@code device_type} is absent or null: 5–9 % of a real feed. */
public enum MissingDeviceType {
    /** It is rejected like a login without any other field. */
    DEAD_LETTER,
    /** It is counted under the device type {@value #UNKNOWN_DEVICE_TYPE}. */
    UNKNOWN;

    /** The device type such a login is counted under. */
    public static final String UNKNOWN_DEVICE_TYPE = "unknown";
}
