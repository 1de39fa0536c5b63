package io.kafkafetch.adapters.console;

import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.Ranking;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the live view shows at one moment. Names in it may be anybody's text: the view makes them harmless.
 *
 * @param source where the logins come from: where the broker is found, or the names of files
 * @param elapsed since the run began
 * @param generated logins produced by the demo's own generator, where there is one
 * @param accepted logins counted
 * @param rejected records dead-lettered
 * @param skipped records that are no logins and no faults
 * @param reasons of the rejected, a record with several reasons counting once for each
 * @param batches processed
 * @param insights published
 * @param loginsPerSecond accepted lately, at least 0
 * @param hours logins per hour of the day, {@link HourCounts#EMPTY} where only the peak is known
 * @param peak the busiest hour, none before the first login
 * @param peakOf what the peak is of, where that is more than this run, as {@code " of all runs"}; else empty
 * @param rankings logins by the names of each metric
 */
public record Snapshot(
        String source,
        Duration elapsed,
        OptionalLong generated,
        long accepted,
        long rejected,
        long skipped,
        Ranking reasons,
        long batches,
        long insights,
        long loginsPerSecond,
        HourCounts hours,
        Optional<Insight.PeakHour> peak,
        String peakOf,
        Map<Metric.Ranked, Ranking> rankings) {

    public Snapshot {
        rankings = Map.copyOf(rankings);
    }

    /** Records read: each is accepted, rejected or skipped. */
    public long read() {
        return accepted + rejected + skipped;
    }

    /** Logins by the names of this metric; of none where nothing was counted. */
    Ranking ranking(Metric.Ranked metric) {
        return rankings.getOrDefault(metric, Ranking.EMPTY);
    }
}
