package io.kafkafetch.bootstrap.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.InputProgress;
import io.kafkafetch.adapters.console.LiveTotals;
import io.kafkafetch.adapters.console.Period;
import io.kafkafetch.adapters.console.Snapshot;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.report.InsightPrinter;
import io.kafkafetch.adapters.report.RejectsPrinter;
import io.kafkafetch.adapters.report.Report;
import io.kafkafetch.adapters.report.TooManyNamesException;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.bootstrap.analyze.AnalyzeSettings.Format;
import io.kafkafetch.bootstrap.analyze.AnalyzeSettings.Subject;
import io.kafkafetch.bootstrap.process.Output;
import io.kafkafetch.bootstrap.process.Streams;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.users.UserSketch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of {@code analyze}: insights to standard output, the balance and what went wrong to standard error. */
final class AnalyzeRun {

    /** Exit code where something was rejected and that is a failure. */
    private static final int REJECTED = 1;

    private static final int RANKED = 20;

    private final AnalyzeSettings settings;
    private final Streams streams;
    private final PrintWriter err;
    private final AnalyzeTotals totals;

    AnalyzeRun(AnalyzeSettings settings, Streams streams, PrintWriter err) {
        this.settings = settings;
        this.streams = streams;
        this.err = err;
        String names = settings.inputs().stream().map(AnalyzeInput::name).collect(Collectors.joining(", "));
        this.totals = new AnalyzeTotals(
                new LiveTotals(names, Math.max(RANKED, settings.top().orElse(0)), System::nanoTime),
                settings.subject());
    }

    /** Runs it to its end, and returns the exit code. */
    int run() throws IOException {
        Analysis analysis;
        try (OutputStream out = Output.standard(streams.out())) {
            InsightPrinter printer = printer(out);
            analysis = settings.rejects().isPresent()
                    ? readKeepingRejects(printer, settings.rejects().get())
                    : read(printer, null);
            printer.end();
            if (analysis.windows().isPresent()) {
                analysis.windows().get().print(out, streams.outTerminal());
            } else if (settings.subject() == Subject.TOTALS) {
                printTable(out, analysis.survey().period(), analysis.users());
            }
        } catch (TooManyNamesException tooMany) {
            throw new UserError(UserError.UNUSABLE, tooMany.getMessage() + ": give --batch-size a number");
        }
        return tell(analysis);
    }

    private boolean isTable() {
        return settings.format() == Format.TABLE;
    }

    private InsightPrinter printer(OutputStream out) throws IOException {
        if (settings.subject() != Subject.BATCHES) {
            return InsightPrinter.NONE;
        }
        return switch (settings.format()) {
            case TABLE -> InsightPrinter.NONE;
            case JSONL -> InsightPrinter.jsonLines(out);
            case JSON -> InsightPrinter.jsonArray(out);
            case CSV ->
                InsightPrinter.csv(
                        out,
                        settings.csvSafe(),
                        settings.loginFormat().mapping().isPresent());
        };
    }

    private Analysis readKeepingRejects(InsightPrinter printer, Path file) throws IOException {
        try (OutputStream rejects = Output.file(file, "--rejects")) {
            return read(
                    printer,
                    new RejectsPrinter(
                            rejects,
                            partition ->
                                    settings.inputs().get(partition.number()).name()));
        }
    }

    private Analysis read(InsightPrinter printer, @Nullable RejectsPrinter rejects) {
        Report report = new Report(printer, settings.selection(), rejects, settings.granularity(), totals);
        try (InputProgress progress = progress()) {
            Analysis analysis = new Analysis(settings, report, progress);
            for (int i = 0; i < settings.inputs().size(); i++) {
                analysis.read(settings.inputs().get(i), new Partition(settings.stream(), i));
            }
            return analysis;
        }
    }

    /** None on a terminal that insights are printed to. */
    private InputProgress progress() {
        if (streams.outIsTerminal() && !isTable()) {
            return InputProgress.hidden();
        }
        boolean sizesAreKnown = settings.inputs().stream().allMatch(input -> input.size() >= 0);
        long bytes = settings.inputs().stream().mapToLong(AnalyzeInput::size).sum();
        return InputProgress.onStandardError(streams.errTerminal(), sizesAreKnown ? bytes : -1);
    }

    private void printTable(OutputStream out, Optional<Period> period, Optional<UserSketch> users) throws IOException {
        List<String> lines =
                new ArrayList<>(settings.table().lines(totals.snapshot(), period, users, streams.outTerminal()));
        lines.add(""); // before the balance, wherever that goes
        for (String line : lines) {
            out.write((line + System.lineSeparator()).getBytes(UTF_8));
        }
    }

    private int tell(Analysis analysis) {
        Snapshot sum = totals.snapshot();
        List<String> failures = analysis.failures();
        failures.forEach(failure -> err.println("kafka-fetch: " + DisplayText.oneLine(failure)));
        err.println(totals.balance());
        if (sum.rejected() > 0 && settings.subject() != Subject.TOTALS) {
            err.println(totals.reasons());
        }
        analysis.survey().skips().ifPresent(skips -> err.println(DisplayText.oneLine(skips)));
        analysis.survey().remarks().forEach(remark -> err.println(DisplayText.oneLine(remark)));
        if (!failures.isEmpty()) {
            return UserError.UNUSABLE;
        }
        return settings.strict() && sum.rejected() > 0 ? REJECTED : 0;
    }
}
