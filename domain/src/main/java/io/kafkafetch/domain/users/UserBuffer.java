package io.kafkafetch.domain.users;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the users of a batch's logins, one by one. They are kept as they come, which costs least; of a large batch they
 * are summarized from time to time, so that its memory has a bound. Not thread-safe.
 */
public final class UserBuffer {

    /** So many users are kept. */
    static final int MOST_KEPT = 512;

    /** Rough cost of a summary. */
    static final long SKETCH_BYTES = 4 << 10;

    private static final int FIRST = 64;

    private final @Nullable UserKey key;
    private long[] kept = {};
    private int size;
    private @Nullable UserCounter others;

    /** @param key that users are hashed with; none where they are not asked for */
    public UserBuffer(@Nullable UserKey key) {
        this.key = key;
    }

    /** Takes the user of a login; none if that is {@link LoginEvent#NO_USER}, or users are not asked for. */
    public void add(long user) {
        if (user == LoginEvent.NO_USER || key == null) {
            return;
        }
        if (size == MOST_KEPT) {
            if (others == null) {
                others = new UserCounter(key);
            }
            others.add(new BatchUsers(kept, UniqueUsers.NONE));
            size = 0;
        }
        if (size == kept.length) {
            kept = Arrays.copyOf(kept, Math.max(FIRST, 2 * size));
        }
        kept[size] = user;
        size++;
    }

    /** All that were taken. */
    public BatchUsers users() {
        if (size == 0 && others == null) {
            return BatchUsers.NONE;
        }
        return new BatchUsers(Arrays.copyOf(kept, size), others == null ? UniqueUsers.NONE : others.users());
    }

    /** Starts again without any. */
    public void clear() {
        size = 0;
        others = null;
    }
}
