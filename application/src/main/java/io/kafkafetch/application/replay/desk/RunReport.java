package io.kafkafetch.application.replay.desk;

import java.time.Instant;
import java.util.Optional;

/**
 * How a run stands. What an executed one counts as accepted or parked is committed.
 *
 * @param run its name, also in the log of dead letters
 * @param isExecuted whether it sends records; else it is a dry run
 * @param by who ordered it; empty where nobody has to say
 * @param ended empty while it runs
 * @param isLimitReached whether it ended at its limit, so that there may be more letters
 * @param trouble why it ended early; empty if it did not, or not yet
 */
public record RunReport(
        String run,
        boolean isExecuted,
        Optional<String> by,
        Instant begun,
        Optional<Instant> ended,
        RunCounts counts,
        boolean isLimitReached,
        Optional<RunTrouble> trouble) {}
