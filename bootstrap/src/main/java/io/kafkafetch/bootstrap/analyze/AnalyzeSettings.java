package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.adapters.console.SummaryTable;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.report.Report;
import io.kafkafetch.adapters.report.Selection;
import io.kafkafetch.application.batch.BatchPolicy;
import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.rollup.ByTime;
import io.kafkafetch.domain.rollup.Detail;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTally;
import io.kafkafetch.domain.users.UserKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run of {@code analyze} is to do.
 *
 * @param inputs in the order they are read, the first being partition 0
 * @param format what is printed
 * @param csvSafe whether no cell of CSV is a formula
 * @param by the windows that are printed; empty for batches
 * @param users the key that users are hashed with; empty where they are not counted
 * @param batchSize accepted logins a batch; empty for one batch an input
 * @param hourOfDay the clock that hours are read from
 * @param loginFormat what lines look like
 * @param metrics these alone are printed
 * @param top how many names of a ranking are printed; empty for all, or {@link #TABLE_TOP} in a table
 * @param rejects where rejected records go
 * @param strict whether a rejected record is a failure
 * @param maxLineBytes bound on a line
 * @param stream name of the stream in the names of batches
 */
record AnalyzeSettings(
        List<AnalyzeInput> inputs,
        Format format,
        boolean csvSafe,
        Optional<Resolution> by,
        Optional<UserKey> users,
        OptionalInt batchSize,
        HourOfDay hourOfDay,
        LoginFormat loginFormat,
        Set<Metric> metrics,
        OptionalInt top,
        Optional<Path> rejects,
        boolean strict,
        int maxLineBytes,
        String stream) {

    /** How many names of a ranking a table shows by default. */
    static final int TABLE_TOP = 10;

    /** Batches that are merged into one in the end: where they close is of no matter. */
    private static final BatchPolicy PIECES = new BatchPolicy(10_000, BatchPolicy.LONGEST_AGE, 4 << 20);

    /** What is printed. */
    enum Format {
        TABLE,
        JSONL,
        JSON,
        CSV
    }

    private Stream<Metric.Ranked> ranked() {
        return Arrays.stream(Metric.Ranked.values()).filter(metrics::contains);
    }

    /** What is printed of a window. */
    WindowRecord shown(Optional<Window> window, WindowTally tally) {
        return WindowRecord.of(
                window,
                tally,
                metrics.contains(Metric.Running.PEAK_HOUR),
                ranked().map(Metric.Ranked::dimension).collect(Collectors.toSet()),
                top.orElse(Integer.MAX_VALUE));
    }

    /** What is asked of logins by their time, this finely. */
    ByTime asked(Detail detail) {
        return new ByTime(detail, users);
    }

    /** What is printed, whatever its format. */
    enum Subject {
        /** The totals of all logins, for people. */
        TOTALS,
        /** The insights of each batch. */
        BATCHES,
        /** The logins by their time. */
        WINDOWS
    }

    Subject subject() {
        if (by.isPresent()) {
            return Subject.WINDOWS;
        }
        return format == Format.TABLE ? Subject.TOTALS : Subject.BATCHES;
    }

    /** As the service makes them, its bound on dead letters included, but for their age. */
    BatchPolicy batchPolicy() {
        return batchSize.isPresent() && subject() != Subject.WINDOWS
                ? BatchPolicy.of(batchSize.getAsInt(), BatchPolicy.LONGEST_AGE)
                : PIECES;
    }

    Report.Granularity granularity() {
        return batchSize.isPresent() || subject() == Subject.WINDOWS
                ? Report.Granularity.BATCH
                : Report.Granularity.PARTITION;
    }

    Selection selection() {
        return new Selection(metrics, top.orElse(Integer.MAX_VALUE));
    }

    SummaryTable table() {
        return new SummaryTable(
                metrics.contains(Metric.Running.PEAK_HOUR),
                ranked().collect(Collectors.toSet()),
                top.orElse(TABLE_TOP),
                hourOfDay.zone().getId());
    }
}
