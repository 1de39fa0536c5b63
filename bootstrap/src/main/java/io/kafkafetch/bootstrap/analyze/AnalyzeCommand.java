package io.kafkafetch.bootstrap.analyze;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.bootstrap.analyze.AnalyzeSettings.Format;
import io.kafkafetch.bootstrap.process.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The insights of files, without a broker. Starts no framework, and no log. */
@Command(
        name = "analyze",
        header = "Print the insights of logins in files: no broker needed.%n",
        description = {
            "Reads NDJSON, a login a line, plain or compressed with gzip, zlib, zstd, xz or bzip2; also UTF-16 and UTF-32, JSON arrays"
                    + " and JSON over several lines, which it says. A file is a partition: its insights are"
                    + " those that the service publishes of the same logins in one partition of a topic. A line that is"
                    + " no login is rejected and counted; standard error says how many.",
            "Exit code 3: an input could not be read to its end; everything before that is in the output."
        },
        footer = {
            "Examples:",
            "  kafka-fetch analyze logins.jsonl.gz",
            "  kafka-fetch analyze *.jsonl --batch-size all --format csv --only device_usage",
            "  kafka-fetch analyze logins.jsonl --by hour --zone Europe/Berlin",
            "  kafka-fetch analyze logins.jsonl --by day --unique-users --format csv",
            "  zcat logins.gz | kafka-fetch analyze - --rejects rejected.jsonl --strict"
        })
public final class AnalyzeCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or `-` for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "table: totals, for people. jsonl: the records of the insights topic, in order. json: the same"
                            + " as an array. csv: the same as rows. Default: table on a terminal, otherwise jsonl.")
    private @Nullable String format;

    @Option(
            names = "--csv-safe",
            description = "With --format csv: an apostrophe in front of texts that a spreadsheet would run as a formula"
                    + " (=, +, -, @ at the beginning). Anybody who sends logins can send such names.")
    private boolean csvSafe;

    @Option(
            names = "--by",
            paramLabel = "WINDOW",
            description =
                    "Count by the time of the logins, by minute, hour or day in ZONE, over all files together, instead of"
                            + " by batch. Of more than " + Windows.KEPT
                            + " the older ones are counted in longer windows.")
    private @Nullable String by;

    @Option(
            names = "--unique-users",
            description =
                    "Count different users too, about (1.5 %% off as a rule): in a table's totals, or with --by in each"
                            + " window. Their ids are hashed with a key that is random and forgotten.")
    private boolean uniqueUsers;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Accepted logins a batch, or `all` for a batch a file (${DEFAULT-VALUE}).",
            defaultValue = "50")
    private String batchSize = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of the hours (${DEFAULT-VALUE}).",
            defaultValue = "UTC")
    private String zone = "";

    @Option(
            names = "--missing-device-type",
            paramLabel = "POLICY",
            description = "A login without device_type is rejected (dead-letter) or counted as unknown"
                    + " (${DEFAULT-VALUE}).",
            defaultValue = "dead-letter")
    private String missingDeviceType = "";

    @Option(
            names = "--mapping",
            paramLabel = "FEED",
            description =
                    "Where events of another form have the fields of a login: a feed (`kafka-fetch mapping show` lists"
                            + " them), or a file. Events that are no login are skipped.")
    private @Nullable String mapping;

    @Option(
            names = "--only",
            paramLabel = "METRIC",
            split = ",",
            completionCandidates = MetricNames.class,
            description = "Only this metric (${COMPLETION-CANDIDATES}); may be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Only the N most frequent names of each metric, of each batch or of the table's totals."
                    + " Default: all, or " + AnalyzeSettings.TABLE_TOP + " in a table.")
    private @Nullable Integer top;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Write what was rejected here, as NDJSON: file, line, reasons, original text.")
    private @Nullable String rejects;

    @Option(names = "--strict", description = "End with exit code 1 if anything was rejected.")
    private boolean strict;

    @Option(
            names = "--max-line",
            paramLabel = "SIZE",
            description = "A longer line is rejected unread (${DEFAULT-VALUE}).",
            defaultValue = "1MB")
    private String maxLine = "";

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "Name of the stream in the names of batches (${DEFAULT-VALUE}).",
            defaultValue = "user-login")
    private String stream = "";

    @Spec
    private @Nullable CommandSpec spec;

    private final Supplier<Streams> process;

    AnalyzeCommand() {
        this(Streams::ofThisProcess);
    }

    /** @param process the streams, asked for once there is something to do */
    public AnalyzeCommand(Supplier<Streams> process) {
        this.process = process;
    }

    @Override
    public Integer call() throws IOException {
        Streams streams = process.get();
        PrintWriter err = requireNonNull(spec).commandLine().getErr();
        return new AnalyzeRun(settings(streams), streams, err).run();
    }

    private AnalyzeSettings settings(Streams streams) {
        List<AnalyzeInput> inputs =
                files.stream().map(file -> new AnalyzeInput(file, streams.in())).toList();
        AnalyzeOptions.requireReadOnce(inputs);
        Format printed = AnalyzeOptions.format(format, streams.outIsTerminal());
        return new AnalyzeSettings(
                inputs,
                printed,
                AnalyzeOptions.csvSafe(csvSafe, printed),
                AnalyzeOptions.by(by),
                AnalyzeOptions.users(uniqueUsers, by != null || printed == Format.TABLE),
                AnalyzeOptions.batchSize(batchSize),
                AnalyzeOptions.zone(zone),
                AnalyzeOptions.loginFormat(missingDeviceType, mapping),
                AnalyzeOptions.metrics(only),
                AnalyzeOptions.top(top),
                AnalyzeOptions.rejects(rejects, inputs),
                strict,
                AnalyzeOptions.maxLine(maxLine),
                AnalyzeOptions.stream(stream));
    }
}
