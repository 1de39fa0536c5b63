package io.kafkafetch.domain.users;

import io.kafkafetch.domain.login.UserHash;

/** The key that users' ids are hashed with, and that summaries of users are made for. Thread-safe. */
public interface UserKey extends UserHash {

    /** A builder of a summary that has taken no user. */
    UserSketch.Builder builder();
}
