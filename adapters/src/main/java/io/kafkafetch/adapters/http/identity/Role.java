package io.kafkafetch.adapters.http.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. */
public enum Role {
    /** Hand in logins. */
    POST,
    /** Look at the page and ask the API. */
    VIEW,
    /** Change something. */
    OPERATE,
    /** Read metrics. */
    METRICS;

    /** As it is written, e.g. {@code view}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this text; empty if there is none. */
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
