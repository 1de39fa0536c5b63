package io.kafkafetch.domain.rollup;

import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.users.UserKey;
import java.util.Optional;

/**
 * What is asked of logins by the time they happened at.
 *
 * @param detail how finely times are kept apart
 * @param users the key that users are hashed with; empty where they are not asked for
 */
public record ByTime(Detail detail, Optional<UserKey> users) {

    /** Users are not asked for. */
    public ByTime(Detail detail) {
        this(detail, Optional.empty());
    }

    /** What stands for the user of a login. */
    public UserHash hash() {
        return users.isPresent() ? users.get() : UserHash.OFF;
    }
}
