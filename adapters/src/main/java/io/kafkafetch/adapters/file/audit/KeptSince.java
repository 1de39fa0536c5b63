package io.kafkafetch.adapters.file.audit;

import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.audit.evidence.Published;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when all lines of a series are kept: files before the last one may have been moved away. A file begins with a commit, so
 * the commit of its first line is whole. Not thread-safe.
 */
final class KeptSince {

    /** Of no record that is kept. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Optional<? extends Published> first;
    private Instant since;

    /**
     * @param isWhole whether no file was moved away
     * @param first what the first line says of the files that are there, up to the last one without a gap
     */
    KeptSince(boolean isWhole, Optional<? extends Published> first) {
        this.first = isWhole ? Optional.empty() : first;
        this.since = isWhole ? Instant.EPOCH : NEVER;
    }

    /** The next manifest; if records were counted again, the last one that has the line's counts. */
    void add(Manifest manifest) {
        first.filter(line -> line.partition().equals(manifest.partition())
                        && manifest.firstOffset() <= line.offset()
                        && line.offset() <= manifest.lastOffset())
                .ifPresent(line -> since = manifest.published());
    }

    /** Of commits published then or later all lines are there. */
    Instant moment() {
        return since;
    }
}
