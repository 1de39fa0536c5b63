package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.folder.FileIdentity;
import io.kafkafetch.adapters.file.folder.LogFolder;
import io.kafkafetch.adapters.file.folder.LogFolder.Part;
import java.io.IOException;
import java.time.Duration;

/**
 * Whether another file is to be read before the one that is open, which holds only while nothing is read of that: it may
 * have been filled, copied and emptied since it was opened. Not thread-safe.
 */
final class Overtaking {

    private final LogFolder folder;
    private final LogPlace place;
    private final Duration mostBetweenLooks;
    private final Stillness untouched = new Stillness();

    /** @param mostBetweenLooks after this time another file is looked for though this one seems to be as it was */
    Overtaking(LogFolder folder, LogPlace place, Duration mostBetweenLooks) {
        this.folder = folder;
        this.place = place;
        this.mostBetweenLooks = mostBetweenLooks;
    }

    /** This file was opened, and was the next one then. */
    void begin(OpenFile opened, long nowNanos) {
        untouched.begin(opened.identity(), nowNanos);
    }

    /**
     * Looks at this file alone where that is enough. What was filled and emptied has another time of modification, unless
     * the file system's clock is too coarse to show it.
     */
    boolean isOvertaken(OpenFile open, long nowNanos) throws IOException {
        if (open.lines().inputBytes() > 0) {
            return false;
        }
        FileIdentity now = now(open);
        boolean isChanged = untouched.look(now, nowNanos);
        if (!isChanged && !open.hasContent() && !untouched.hasLasted(mostBetweenLooks, nowNanos)) {
            return false;
        }
        untouched.begin(now, nowNanos);
        return !place.isNext(open);
    }

    private FileIdentity now(OpenFile open) throws IOException {
        return folder.present()
                .map(Part::identity)
                .filter(open.identity()::isSameFile)
                .orElse(open.identity());
    }
}
