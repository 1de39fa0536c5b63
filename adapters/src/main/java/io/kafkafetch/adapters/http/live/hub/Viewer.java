package io.kafkafetch.adapters.http.live.hub;

import java.util.Optional;

/** What one viewer has seen, and so what it is sent next. Not thread-safe: a stream's events come one after another. */
final class Viewer {

    private static final long NOTHING = -1;

    private long seen;
    private boolean resumes;

    private Viewer(long seen) {
        this.seen = seen;
        this.resumes = seen != NOTHING;
    }

    /** A viewer who has seen nothing yet. */
    static Viewer fresh() {
        return new Viewer(NOTHING);
    }

    /** A viewer who has seen the version of this id, as far as that is one of this process, up to the latest one. */
    static Viewer resuming(String lastEventId, LiveVersion latest) {
        String process = latest.id().substring(0, latest.id().indexOf('-') + 1);
        if (!lastEventId.startsWith(process)
                || !lastEventId.substring(process.length()).matches("[1-9][0-9]{0,17}")) {
            return fresh();
        }
        long number = Long.parseLong(lastEventId.substring(process.length()));
        return number > latest.number() ? fresh() : new Viewer(number);
    }

    /** The event for this version; empty where there is nothing to say. */
    Optional<byte[]> next(LiveVersion version) {
        long before = seen;
        boolean first = resumes;
        resumes = false;
        seen = version.number();
        if (before == version.number()) {
            return first ? Optional.empty() : Optional.of(LiveVersion.NOTHING_NEW);
        }
        return Optional.of(before == version.number() - 1 ? version.update() : version.snapshot());
    }
}
