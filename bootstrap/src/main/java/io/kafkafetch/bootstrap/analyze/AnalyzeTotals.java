package io.kafkafetch.bootstrap.analyze;

import io.kafkafetch.adapters.console.LiveTotals;
import io.kafkafetch.adapters.console.Snapshot;
import io.kafkafetch.adapters.json.ReasonText;
import io.kafkafetch.adapters.report.Report;
import io.kafkafetch.adapters.report.ReportedBatch;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.bootstrap.analyze.AnalyzeSettings.Subject;
import io.kafkafetch.domain.insight.LoginTally;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.insight.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Adds up what a report contains. */
final class AnalyzeTotals implements Report.Listener {

    private static final int REASONS = 3;

    private final LiveTotals totals;
    private final Subject subject;

    /** @param subject what is printed: hours and names are added up only for totals, batches only where they are printed */
    AnalyzeTotals(LiveTotals totals, Subject subject) {
        this.totals = totals;
        this.subject = subject;
    }

    @Override
    public void committed(BatchOutcome outcome) {
        for (DeadLetter letter : outcome.batch().deadLetters()) {
            totals.rejected(letter.reasons().stream().map(ReasonText::of).toList());
        }
        totals.skipped(outcome.batch().skipped());
        if (subject == Subject.TOTALS) {
            LoginTally tally = outcome.batch().tally();
            totals.hours(outcome.batch().partition().toString(), outcome.running());
            for (Metric.Ranked metric : Metric.Ranked.values()) {
                tally.by(metric.dimension())
                        .ranked()
                        .forEach(entry -> totals.ranked(metric, entry.name(), entry.count()));
            }
        }
    }

    @Override
    public void reported(ReportedBatch batch) {
        totals.batch(batch.events());
        totals.insights(batch.insights().size());
    }

    Snapshot snapshot() {
        return totals.snapshot();
    }

    /** {@code read 2,030 = accepted 1,990 + rejected 40 (batches 40, insights 1,234)}; skipped ones where there are any. */
    String balance() {
        Snapshot sum = snapshot();
        String balance = String.format(
                Locale.ROOT, "read %,d = accepted %,d + rejected %,d", sum.read(), sum.accepted(), sum.rejected());
        if (sum.skipped() > 0) {
            balance += String.format(Locale.ROOT, " + skipped %,d", sum.skipped());
        }
        return subject == Subject.BATCHES
                ? balance + String.format(Locale.ROOT, " (batches %,d, insights %,d)", sum.batches(), sum.insights())
                : balance;
    }

    /** {@code rejected because device_type is missing (35), the value is not JSON (5)}: the most frequent reasons. */
    String reasons() {
        Ranking reasons = snapshot().reasons().first(REASONS);
        List<String> counts = new ArrayList<>();
        reasons.top().forEach(reason -> counts.add(counted(reason.name(), reason.count())));
        if (reasons.others() > 0) {
            counts.add(counted("others", reasons.others()));
        }
        return "rejected because " + String.join(", ", counts);
    }

    private static String counted(String reason, long count) {
        return String.format(Locale.ROOT, "%s (%,d)", reason, count);
    }
}
