package io.kafkafetch.domain.login;

/** The seven fields of a login event, in the order of the wire contract. */
public enum LoginField {
    USER_ID("user_id"),
    APP_VERSION("app_version"),
    IP("ip"),
    LOCALE("locale"),
    DEVICE_ID("device_id"),
    TIMESTAMP("timestamp"),
    DEVICE_TYPE("device_type");

    private final String wireName;

    LoginField(String wireName) {
        this.wireName = wireName;
    }

    /** The field's name on the wire, e.g. {@code user_id}. */
    public String wireName() {
        return wireName;
    }
}
