package io.kafkafetch.adapters.json;

import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Ranking;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.users.UserSketch;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is shown of a window: its logins, when most of them were, and the names of each dimension.
 *
 * @param window empty for what is older than all windows
 * @param logins from 1
 * @param peak the hour of the day with the most of them; empty where it is not to be shown
 * @param names by each dimension that is to be shown
 * @param users the different users of the logins; none where they are not asked for
 */
public record WindowRecord(
        Optional<Window> window,
        long logins,
        Optional<Insight.PeakHour> peak,
        Map<Dimension, Ranking> names,
        Optional<UserSketch> users) {

    public WindowRecord {
        names = Map.copyOf(names);
    }

    /**
     * As much of this window as is wanted.
     *
     * @param top at most so many names of a dimension, the most frequent; the rest is among the others
     */
    public static WindowRecord of(
            Optional<Window> window, WindowTally tally, boolean peak, Set<Dimension> dimensions, int top) {
        return new WindowRecord(
                window,
                tally.logins(),
                peak ? tally.hours().peak() : Optional.empty(),
                dimensions.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                dimension -> tally.by(dimension).ranking().first(top))),
                tally.users().sketch());
    }
}
