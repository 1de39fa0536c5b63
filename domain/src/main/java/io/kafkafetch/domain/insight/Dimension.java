package io.kafkafetch.domain.insight;

import io.kafkafetch.domain.login.LoginEvent;

/** What logins are counted by, besides the hour: the catalogue of everything that a {@link LoginTally} counts. */
public enum Dimension {
    REGION("region", "regions") {
        @Override
        public String of(LoginEvent event) {
            return event.locale();
        }
    },
    DEVICE_TYPE("device_type", "device types") {
        @Override
        public String of(LoginEvent event) {
            return event.deviceType();
        }
    },
    APP_VERSION("app_version", "app versions") {
        @Override
        public String of(LoginEvent event) {
            return event.appVersion();
        }
    };

    private final String field;
    private final String plural;

    Dimension(String field, String plural) {
        this.field = field;
        this.plural = plural;
    }

    /** The field of a published insight that holds the name, e.g. {@code device_type}; never changed. */
    public String field() {
        return field;
    }

    /** What one name is to a reader, e.g. {@code device type}. */
    public String singular() {
        return field.replace('_', ' ');
    }

    /** What many names are to a reader, e.g. {@code device types}. */
    public String plural() {
        return plural;
    }

    /** The name that this login counts for. */
    public abstract String of(LoginEvent event);
}
