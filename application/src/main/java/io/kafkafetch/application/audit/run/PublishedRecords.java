package io.kafkafetch.application.audit.run;

import io.kafkafetch.application.audit.Audit;

/** Port: what was published, in the order of each place it was published at. Used by one thread. */
@FunctionalInterface
public interface PublishedRecords {

    /**
     * Gives the audit all records that it takes now; the others are given to it later.
     *
     * @param manifests how many it knows
     */
    void feed(Audit audit, long manifests);
}
