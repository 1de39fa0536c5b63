package io.kafkafetch.application.replay.desk;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.replay.ReplayLimits;
import io.kafkafetch.application.replay.Rule;
import java.util.List;

/**
 * A replay that somebody wants.
 *
 * @param rules in the order they apply in
 * @param rate records a second; 0 for no bound
 * @param mostReplays how often a record may be replayed, from 1; above that its letter is parked
 * @param because for the log, may be empty
 * @param isExecuted whether records are sent; else it is a dry run
 */
public record ReplayOrder(
        LetterFilter filter,
        List<Rule> rules,
        ReplayLimits limits,
        int rate,
        int mostReplays,
        String because,
        boolean isExecuted) {

    public ReplayOrder {
        rules = List.copyOf(rules);
        if (rate < 0 || mostReplays < 1) {
            throw new IllegalArgumentException("a rate of " + rate + " and " + mostReplays + " replays are none");
        }
    }
}
