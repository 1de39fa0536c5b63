package io.kafkafetch.application.audit.run;

import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.rollup.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: adds tallies up again, and holds published totals against the sum. Used by one thread. */
public interface TotalsCheck {

    /**
     * The next tally, as it should be.
     *
     * @param tally empty where it contradicts itself
     * @param published when
     */
    void add(Optional<Tally> tally, Instant published);

    /** What is wrong with the totals; nothing where they could not be looked at. */
    List<Finding> finish();

    /** Why the totals could not be looked at; empty if they were. */
    Optional<String> unknown();
}
