package io.kafkafetch.application.progress;

import io.kafkafetch.application.progress.PartitionProgress.Held;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleBoard;
import io.kafkafetch.application.trouble.TroubleCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reports records that have waited for somebody's transaction for long: an open one is normal for a moment, and one that
 * hangs is ended by its broker after minutes, in which nobody counts what came behind it. Thread-safe.
 */
public final class HeldRecords implements ProgressListener {

    /** A transaction that is open for as long is not on its way any more. */
    static final Duration LONG = Duration.ofSeconds(60);

    private static final String PLACE = "input";
    private static final int MOST_NAMED = 5;

    private final TroubleBoard board;

    public HeldRecords(TroubleBoard board) {
        this.board = board;
    }

    @Override
    public void progress(ProgressReport report) {
        List<PartitionProgress> stuck = report.partitions().stream()
                .filter(partition -> age(partition).compareTo(LONG) >= 0)
                .sorted(Comparator.comparing(HeldRecords::age).reversed())
                .toList();
        if (stuck.isEmpty()) {
            board.fine(PLACE);
        } else {
            Instant since = report.at().minus(age(stuck.getFirst()));
            board.report(PLACE, Fault.of(TroubleCode.RECORDS_HELD, details(stuck)), since);
        }
    }

    /** What was known last stays: nobody knows that it is over. */
    @Override
    public void unknown(Fault why) {}

    private static Duration age(PartitionProgress partition) {
        return partition.held().map(Held::age).orElse(Duration.ZERO);
    }

    private static String details(List<PartitionProgress> stuck) {
        String named = stuck.stream()
                .limit(MOST_NAMED)
                .flatMap(partition -> partition.held().stream()
                        .map(held -> held.records() + " of " + partition.partition().stream() + "-"
                                + partition.partition().number() + " from offset " + held.from() + " on"))
                .collect(Collectors.joining(", "));
        return stuck.size() <= MOST_NAMED
                ? named
                : named + ", and in " + (stuck.size() - MOST_NAMED) + " more partitions";
    }
}
