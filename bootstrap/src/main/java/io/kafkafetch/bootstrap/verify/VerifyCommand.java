package io.kafkafetch.bootstrap.verify;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.application.audit.Selection;
import io.kafkafetch.bootstrap.config.FileConfiguration;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.bootstrap.settings.Settings;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recounts what was published, and says where it is not what the source says. */
@Command(
        name = "verify",
        header = "Recount what was published from the source, and print what differs.%n",
        description = {
            "Reads insights, dead letters, tallies and totals as far as they are committed now, reads the logins that they"
                    + " came from again, decides them as `run` does, and compares bytes. It changes nothing, and a service"
                    + " may be at work. Takes the environment and --config as `run` does; the service needs ROLLUPS.",
            "With --dir it does the same with what SINK=file wrote, and reads the file, the spool or the topic again that it"
                    + " came from. What is not there any more is counted as `source gone`.",
            "One line a finding: a stable code, the batch, what is expected and what is there; then a table. The codes are"
                    + " described in docs/OPERATIONS.md. Exit code 0 if nothing is found, 1 if something is, 3 if a topic"
                    + " or the folder cannot be read."
        },
        footer = {
            "Examples:",
            "  kafka-fetch verify --since 24h --config prod.yml",
            "  kafka-fetch verify --batch user-login-0@0-54",
            "  SOURCE=file SOURCE_FILE=app.log kafka-fetch verify --dir kafka-fetch-data",
            "  kafka-fetch verify --sample 1%% --format jsonl | jq 'select(.type == \"finding\")'"
        })
public final class VerifyCommand implements Callable<Integer> {

    /** How findings are printed. */
    private enum Format {
        TABLE,
        JSONL
    }

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    @Option(
            names = "--dir",
            paramLabel = "SINK_DIR",
            description = "Verify this folder, which SINK=file writes to, instead of topics.")
    private @Nullable String directory;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table: for people. jsonl: for programs (${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config.settings();
        KafkaFetchConfiguration configuration = KafkaFetchConfiguration.of(settings);
        Selection selection = options.selection(configuration.inputTopic(), InstantSource.system());
        VerifyReport report = new VerifyReport(printer());
        if (directory == null) {
            return new VerifyRun(configuration, selection).report(report);
        }
        try {
            return new FolderVerifyRun(
                            configuration, FileConfiguration.of(settings), selection, FileName.of("--dir", directory))
                    .report(report);
        } catch (UnusableDirectoryException folder) {
            throw new UserError(UserError.UNUSABLE, "--dir: " + folder.getMessage());
        }
    }

    private VerifyPrinter printer() {
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        return switch (format) {
            case TABLE -> new VerifyPrinter.Table(out, Terminal.ofThisProcess());
            case JSONL -> new VerifyPrinter.JsonLines(out);
        };
    }
}
