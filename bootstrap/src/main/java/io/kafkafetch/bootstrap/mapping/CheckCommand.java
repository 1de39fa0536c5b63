package io.kafkafetch.bootstrap.mapping;

import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.text.InputText;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.config.Mappings;
import io.kafkafetch.bootstrap.given.ConfigOption;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.Streams;
import io.kafkafetch.bootstrap.process.UserError;
import io.kafkafetch.domain.login.MissingDeviceType;
import io.kafkafetch.domain.login.RecordFault;
import io.kafkafetch.domain.login.UserHash;
import io.kafkafetch.domain.login.Validation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What becomes of a sample of events. */
@Command(
        name = "check",
        header = "Show event by event what a mapping makes of a sample.%n",
        description = {
            "A line an event: a login with what is counted of it, skipped with the condition that does not hold, or rejected"
                    + " with every reason and its place. Then how many of each there are. Nobody's id is shown.",
            "With --newest the sample is INPUT_TOPIC's newest records, each read by the schema that it names where"
                    + " SCHEMA_REGISTRY_URL is set. Takes the environment and --config as `run` does."
        },
        footer = {
            "Examples:",
            "  kafka-fetch mapping check okta sample.jsonl",
            "  kafka-fetch mapping check mine.yml --newest 20",
            "  kafka-fetch mapping check mine.yml export.json --format jsonl | jq -c 'select(.outcome==\"rejected\")'"
        })
final class CheckCommand implements Callable<Integer> {

    private enum Format {
        TABLE,
        JSONL
    }

    private static final int MOST_LINE_BYTES = 1 << 20;

    @Parameters(index = "0", paramLabel = "FEED", description = "A preset, or a file with a mapping.")
    private String feed = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "Events: NDJSON, a JSON array, or the vendor's export; - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--newest",
            paramLabel = "N",
            description = "The newest N records of each partition of INPUT_TOPIC, instead of files.")
    private int newest;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table: for people. jsonl: an object an event (${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Option(names = "--strict", description = "End with exit code 1 if anything was rejected.")
    private boolean strict;

    @Spec
    private @Nullable CommandSpec spec;

    private final Supplier<Streams> process;

    CheckCommand() {
        this(Streams::ofThisProcess);
    }

    /** @param process the streams, asked for once there is something to do */
    CheckCommand(Supplier<Streams> process) {
        this.process = process;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (newest < 0 || files.isEmpty() == (newest == 0)) {
            throw new UserError(UserError.USAGE, "give a FILE with events, or --newest with a number from 1");
        }
        LoginMapping mapping = Mappings.of("FEED", feed);
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        VerdictPrinter printer =
                format == Format.TABLE ? VerdictPrinter.table(out, mapping) : VerdictPrinter.jsonLines(out);
        if (newest > 0) {
            new TopicSample(KafkaFetchConfiguration.of(config.settings()), mapping, newest).read(printer::print);
        }
        for (String file : files) {
            LoginDecoder decoder = new LoginDecoder(
                    new LoginFormat(MissingDeviceType.DEAD_LETTER, Optional.of(mapping)), UserHash.OFF);
            try (LineReader lines = open(file, mapping.events())) {
                read(lines, decoder, printer);
            } catch (IOException unreadable) {
                throw new UserError(UserError.UNUSABLE, file + ": " + unreadable.getMessage());
            }
        }
        printer.end();
        out.flush();
        return strict && printer.rejected() > 0 ? 1 : 0;
    }

    private LineReader open(String file, Optional<Pointer> events) throws IOException {
        InputText text = new InputText(events);
        return file.equals("-")
                ? LineReader.of(process.get().in(), MOST_LINE_BYTES, text::open)
                : LineReader.open(FileName.of("FILE", file), MOST_LINE_BYTES, text::open);
    }

    private static void read(LineReader lines, LoginDecoder decoder, VerdictPrinter printer) throws IOException {
        for (ByteBuffer line = lines.next(); line != null; line = lines.next()) {
            Validation verdict =
                    lines.tooLarge() ? Validation.undecodable(RecordFault.TOO_LARGE) : decoder.decode(line);
            printer.print(lines.lines(), verdict);
        }
    }
}
