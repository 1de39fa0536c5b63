package io.kafkafetch.bootstrap.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.json.InsightDecoder;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted in all.
 *
 * @param accepted logins
 * @param names logins per name, of each metric
 * @param rejected records per code, one with several codes counting for each
 */
record SameTotals(long accepted, Map<Metric.Ranked, Map<String, Long>> names, Map<String, Long> rejected) {

    Map<String, Long> regions() {
        return requireNonNull(names.get(Metric.Ranked.LOGINS_PER_REGION));
    }

    static SameTotals of(LoginTally tally, Map<String, Long> rejected) {
        Map<Metric.Ranked, Map<String, Long>> names = new EnumMap<>(Metric.Ranked.class);
        for (Metric.Ranked metric : Metric.Ranked.values()) {
            names.put(metric, tally.by(metric.dimension()).counts());
        }
        return new SameTotals(tally.events(), names, rejected);
    }

    /**
     * The totals of what a sink holds.
     *
     * @param insights as JSON
     * @param rejectedCodes of each dead letter
     */
    static SameTotals of(List<String> insights, List<List<String>> rejectedCodes) {
        InsightDecoder decoder = new InsightDecoder();
        Sum sum = new Sum();
        for (String insight : insights) {
            sum.add(decoder.decode(insight.getBytes(UTF_8)).orElseThrow());
        }
        Map<String, Long> rejected = new TreeMap<>();
        rejectedCodes.forEach(codes -> codes.stream().distinct().forEach(code -> rejected.merge(code, 1L, Long::sum)));
        return sum.totals(rejected);
    }

    /** Adds up published insights. Not thread-safe. */
    static final class Sum {

        private final Map<Metric.Ranked, Map<String, Long>> names = new EnumMap<>(Metric.Ranked.class);
        private long accepted;

        Sum() {
            clear();
        }

        void add(PublishedInsight insight) {
            switch (insight.insight()) {
                case Insight.PeakHour peak -> accepted += insight.events();
                case Insight.Ranked ranked ->
                    requireNonNull(names.get(ranked.metric())).merge(ranked.name(), ranked.count(), Long::sum);
            }
        }

        void clear() {
            accepted = 0;
            for (Metric.Ranked metric : Metric.Ranked.values()) {
                names.put(metric, new TreeMap<>());
            }
        }

        SameTotals totals(Map<String, Long> rejected) {
            Map<Metric.Ranked, Map<String, Long>> copy = new EnumMap<>(Metric.Ranked.class);
            names.forEach((metric, counts) -> copy.put(metric, new TreeMap<>(counts)));
            return new SameTotals(accepted, copy, rejected);
        }
    }
}
