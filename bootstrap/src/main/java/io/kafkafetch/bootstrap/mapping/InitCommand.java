package io.kafkafetch.bootstrap.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.file.lines.LineReader;
import io.kafkafetch.adapters.file.text.InputText;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.adapters.json.proposal.MappingProposal;
import io.kafkafetch.adapters.json.proposal.NoProposalException;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.Output;
import io.kafkafetch.bootstrap.process.Streams;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proposes a mapping from sample events. */
@Command(
        name = "init",
        header = "Propose a mapping from sample events: a start to go on from.%n",
        description = {
            "Reads up to 1,000 events, prints a mapping to standard output, and to standard error where it takes each field"
                    + " from, and what else the events have. It goes by names and by what values look like, and may be"
                    + " wrong: look at it, then see by `mapping check` what becomes of the sample.",
            "No value of the sample is printed but the words of \"when\", such as user.login."
        },
        footer = {
            "Examples:",
            "  kafka-fetch mapping init sample.jsonl > my-feed.json",
            "  kafka-fetch mapping init --events /Records export.json > my-feed.json",
            "  kafka-fetch mapping check my-feed.json sample.jsonl"
        })
final class InitCommand implements Callable<Integer> {

    /** Longer than any event that tells how the others look. */
    private static final int MOST_EVENT_BYTES = 1 << 24;

    /** What is kept of all events together. */
    private static final int MOST_BYTES = 1 << 26;

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "FILE",
            description =
                    "Sample events: a JSON object a line, a JSON array, or a vendor's export; - for standard input.")
    private String file = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The feed's name (${DEFAULT-VALUE}).",
            defaultValue = "my-feed")
    private String name = "";

    @Option(
            names = "--events",
            paramLabel = "POINTER",
            description = "Where a document has its array of events, a JSON Pointer such as /Records.")
    private @Nullable String events;

    @Spec
    private @Nullable CommandSpec spec;

    private final Supplier<Streams> process;

    InitCommand() {
        this(Streams::ofThisProcess);
    }

    /** @param process the streams, asked for once there is something to do */
    InitCommand(Supplier<Streams> process) {
        this.process = process;
    }

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new UserError(UserError.USAGE, "--name=" + name + ": expected 1 to 64 letters, digits and . _ -");
        }
        Streams streams = process.get();
        MappingProposal proposal = proposal(pointer(), streams.in());
        try (OutputStream out = Output.standard(streams.out())) {
            out.write(proposal.json().getBytes(UTF_8));
        }
        explain(proposal, requireNonNull(spec).commandLine().getErr());
        return 0;
    }

    private Optional<Pointer> pointer() {
        try {
            return Optional.ofNullable(events).map(Pointer::of);
        } catch (IllegalArgumentException none) {
            throw new UserError(UserError.USAGE, "--events=" + events + ": expected " + none.getMessage());
        }
    }

    private MappingProposal proposal(Optional<Pointer> at, InputStream in) {
        List<byte[]> sample;
        try {
            sample = sample(at, in);
        } catch (IOException unreadable) {
            throw new UserError(UserError.UNUSABLE, input() + " cannot be read: " + unreadable.getMessage());
        }
        try {
            return MappingProposal.of(name, at, sample);
        } catch (NoProposalException none) {
            throw new UserError(UserError.USAGE, input() + ": " + none.getMessage());
        }
    }

    private String input() {
        return file.equals(STANDARD_INPUT) ? "standard input" : file;
    }

    /** The first events, as many as are looked at and fit in the memory for them. */
    private List<byte[]> sample(Optional<Pointer> at, InputStream in) throws IOException {
        InputText text = new InputText(at);
        List<byte[]> sample = new ArrayList<>();
        int bytes = 0;
        try (LineReader lines = file.equals(STANDARD_INPUT)
                ? LineReader.of(in, MOST_EVENT_BYTES, text::open)
                : LineReader.open(FileName.of("FILE", file), MOST_EVENT_BYTES, text::open)) {
            ByteBuffer line = lines.next();
            while (line != null
                    && sample.size() < MappingProposal.MOST_EVENTS
                    && bytes + line.remaining() <= MOST_BYTES) {
                byte[] event = new byte[line.remaining()];
                line.get(event);
                if (!lines.tooLarge() && event.length > 0) {
                    sample.add(event);
                    bytes += event.length;
                }
                line = lines.next();
            }
        }
        return sample;
    }

    private static void explain(MappingProposal proposal, PrintWriter err) {
        proposal.reasons().forEach(reason -> err.println(DisplayText.oneLine(reason)));
        err.println();
        err.println("What the events have:");
        int longest = proposal.places().stream()
                .mapToInt(place -> place.pointer().length())
                .max()
                .orElse(1);
        String line = "%-" + Math.min(longest, 60) + "s  %,5d  %s";
        proposal.places()
                .forEach(place -> err.println("  "
                        + DisplayText.oneLine(
                                String.format(Locale.ROOT, line, place.pointer(), place.events(), place.looks()))));
        err.flush();
    }
}
