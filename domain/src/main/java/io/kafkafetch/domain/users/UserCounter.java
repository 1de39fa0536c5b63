package io.kafkafetch.domain.users;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the different users of logins, one by one or many at once. Not thread-safe. */
public final class UserCounter {

    private final @Nullable UserKey key;
    private UserSketch.@Nullable Builder builder;
    private long logins;

    /**
     * A counter that has seen no login.
     *
     * @param key that the ids of users are hashed with; none where only users are added that were counted already
     */
    public UserCounter(@Nullable UserKey key) {
        this.key = key;
    }

    /** Counts a login of the user with this hash; nothing if that is {@link LoginEvent#NO_USER}, or there is no key. */
    public void count(long user) {
        if (user != LoginEvent.NO_USER && key != null) {
            if (builder == null) {
                builder = key.builder();
            }
            builder.add(user);
            logins++;
        }
    }

    /**
     * Counts these users' logins.
     *
     * @throws UserSketch.OtherKeyException if their ids were hashed with another key
     * @throws ArithmeticException if a count exceeds {@link Long#MAX_VALUE}
     */
    public void add(UniqueUsers users) {
        if (users.sketch().isPresent()) {
            UserSketch sketch = users.sketch().get();
            if (builder == null) {
                builder = sketch.builder();
            } else {
                builder.add(sketch);
            }
            logins = Math.addExact(logins, users.logins());
        }
    }

    /** Counts these users' logins. */
    public void add(BatchUsers users) {
        for (long user : users.kept()) {
            count(user);
        }
        add(users.others());
    }

    /** What was counted so far. */
    public UniqueUsers users() {
        return builder == null ? UniqueUsers.NONE : new UniqueUsers(logins, Optional.of(builder.sketch()));
    }
}
