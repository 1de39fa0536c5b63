package io.kafkafetch.adapters.report;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insights;
import io.kafkafetch.domain.insight.LoginTally;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * A partition's batches merged into one, which the algebra of tallies allows, so that its memory grows neither with its
 * logins nor with what was rejected. It does grow with the different names in it, up to {@link #MAX_NAMES}: beyond them it
 * fails and counts nothing together, as {@link io.kafkafetch.domain.insight.NameTotals} would, since a report is exact. Not
 * thread-safe.
 */
final class WholePartition {

    /** Most different names of a dimension in one batch: at 256 characters each some 50 MiB. */
    static final int MAX_NAMES = 100_000;

    private final Partition partition;
    private final long firstOffset;
    private final Map<Dimension, Map<String, Long>> names = new EnumMap<>(Dimension.class);
    private HourCounts hours = HourCounts.EMPTY;
    private HourCounts running = HourCounts.EMPTY;
    private long lastOffset;
    private long rejected;
    private long skipped;

    WholePartition(BatchOutcome first) {
        this.partition = first.batch().partition();
        this.firstOffset = first.batch().firstOffset();
    }

    /** @throws TooManyNamesException if there are more names than one batch may have; it is of no use any more */
    void add(BatchOutcome outcome) {
        LoginTally tally = outcome.batch().tally();
        hours = hours.plus(tally.hours());
        running = outcome.running();
        lastOffset = outcome.batch().lastOffset();
        rejected += outcome.batch().rejected();
        skipped += outcome.batch().skipped();
        for (Dimension dimension : Dimension.values()) {
            Map<String, Long> sum = names.computeIfAbsent(dimension, none -> new HashMap<>());
            tally.by(dimension).ranked().forEach(entry -> sum.merge(entry.name(), entry.count(), Math::addExact));
            if (sum.size() > MAX_NAMES) {
                throw new TooManyNamesException(dimension);
            }
        }
    }

    ReportedBatch batch(Selection selection) {
        LoginTally tally = new LoginTally(hours, dimension -> new Frequencies(names.getOrDefault(dimension, Map.of())));
        return new ReportedBatch(
                partition + "@" + firstOffset + "-" + lastOffset,
                tally.events(),
                rejected,
                skipped,
                selection.of(Insights.of(tally, running)));
    }
}
