package io.kafkafetch.adapters.report;

import io.kafkafetch.application.BatchOutcome;
import io.kafkafetch.application.Partition;
import io.kafkafetch.domain.Frequencies;
import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.Insights;
import io.kafkafetch.domain.LoginTally;
import java.util.HashMap;
import java.util.Map;

/**
 * A partition's batches merged into one, which the algebra of tallies allows, so that its memory grows neither with its
 * logins nor with what was rejected. It does grow with the different names in it, up to {@link #MAX_NAMES}. Not
 * thread-safe.
 */
final class WholePartition {

    /** Most different regions, device types and app versions of one batch: at 256 characters each some 150 MiB together. */
    static final int MAX_NAMES = 100_000;

    private final Partition partition;
    private final long firstOffset;
    private final Map<String, Long> regions = new HashMap<>();
    private final Map<String, Long> devices = new HashMap<>();
    private final Map<String, Long> appVersions = new HashMap<>();
    private HourCounts hours = HourCounts.EMPTY;
    private HourCounts running = HourCounts.EMPTY;
    private long lastOffset;
    private long rejected;

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
        add(tally.regions(), regions);
        add(tally.devices(), devices);
        add(tally.appVersions(), appVersions);
    }

    private static void add(Frequencies names, Map<String, Long> sum) {
        names.ranked().forEach(entry -> sum.merge(entry.name(), entry.count(), Math::addExact));
        if (sum.size() > MAX_NAMES) {
            throw new TooManyNamesException();
        }
    }

    ReportedBatch batch(Selection selection) {
        LoginTally tally =
                new LoginTally(hours, new Frequencies(regions), new Frequencies(devices), new Frequencies(appVersions));
        return new ReportedBatch(
                partition + "@" + firstOffset + "-" + lastOffset,
                tally.events(),
                rejected,
                selection.of(Insights.of(tally, running)));
    }
}
