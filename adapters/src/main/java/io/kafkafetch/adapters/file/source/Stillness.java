package io.kafkafetch.adapters.file.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For how long something has looked the same, as of the looks at it. Does no I/O; not thread-safe. */
final class Stillness {

    private @Nullable Object latest;
    private long sinceNanos;

    /** Looks now, and at something new if it is not what was looked at last; whether it is. */
    boolean look(Object now, long nowNanos) {
        boolean isNew = !now.equals(latest);
        if (isNew) {
            latest = now;
            sinceNanos = nowNanos;
        }
        return isNew;
    }

    /** Looks now, at something new whatever it was before. */
    void begin(Object now, long nowNanos) {
        latest = now;
        sinceNanos = nowNanos;
    }

    /** Whether it looked the same for so long, up to now. */
    boolean hasLasted(Duration time, long nowNanos) {
        return nowNanos - sinceNanos >= time.toNanos();
    }
}
