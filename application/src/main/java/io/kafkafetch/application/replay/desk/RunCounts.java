package io.kafkafetch.application.replay.desk;

import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayBalance.Kind;
import java.util.Map;

/**
 * What became of letters up to one moment, or would become of them: a balance that does not change any more.
 *
 * @param lookedAt letters that were read, chosen or not
 */
public record RunCounts(
        long lookedAt,
        Map<String, Kind> accepted,
        Map<String, Kind> rejectedAgain,
        Map<String, Kind> parked,
        Map<String, Kind> refused) {

    static final RunCounts NONE = new RunCounts(0, Map.of(), Map.of(), Map.of(), Map.of());

    public RunCounts {
        accepted = Map.copyOf(accepted);
        rejectedAgain = Map.copyOf(rejectedAgain);
        parked = Map.copyOf(parked);
        refused = Map.copyOf(refused);
    }

    static RunCounts of(long lookedAt, ReplayBalance balance) {
        return new RunCounts(
                lookedAt, balance.accepted(), balance.rejectedAgain(), balance.parked(), balance.refused());
    }

    /** How many letters were meant. */
    public long chosen() {
        return ReplayBalance.sum(accepted)
                + ReplayBalance.sum(rejectedAgain)
                + ReplayBalance.sum(parked)
                + ReplayBalance.sum(refused);
    }
}
