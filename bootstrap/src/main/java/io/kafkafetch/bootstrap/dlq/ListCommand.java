package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.console.letter.LetterTable;
import io.kafkafetch.adapters.json.letter.LetterWriter;
import io.kafkafetch.adapters.report.LetterCsv;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.FilterOptions;
import io.kafkafetch.bootstrap.dlq.session.LetterCommand;
import io.kafkafetch.bootstrap.dlq.session.LimitOption;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Letters, one a line, without their payload. */
@Command(
        name = "list",
        header = "List dead letters, without their payload.%n",
        description = "The oldest of each partition come first.",
        footer = {
            "Examples:",
            "  kafka-fetch dlq list --reason missing --field device_type --since 2h",
            "  kafka-fetch dlq list --state parked --limit 1000 --format csv > parked.csv"
        })
final class ListCommand extends LetterCommand {

    private static final InstantSource CLOCK = InstantSource.system();

    /** A table is laid out once all of it is known. */
    private static final long MOST_OF_A_TABLE = 10_000;

    private enum Format {
        TABLE,
        JSONL,
        CSV
    }

    /** Takes a letter that is meant. */
    @FunctionalInterface
    private interface Printer {
        void print(Letter letter, LetterState state) throws IOException;
    }

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (${DEFAULT-VALUE}).",
            defaultValue = "50")
    private long limit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table: for people. jsonl: an object a line. csv: rows (${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Override
    protected void check() {
        filters.filter(List.of(), CLOCK);
        LimitOption.check(limit);
        if (format == Format.TABLE && limit > MOST_OF_A_TABLE) {
            throw new UserError(
                    UserError.USAGE,
                    "--limit=" + limit + " cannot be used with a table: expected at most " + MOST_OF_A_TABLE
                            + "; --format jsonl and csv have no bound");
        }
    }

    @Override
    protected int run(DlqSession session) throws IOException, InterruptedException {
        switch (format) {
            case TABLE -> {
                LetterTable table = new LetterTable(terminal());
                boolean isAll = read(session, table::add);
                print(table.lines());
                if (!isAll) {
                    say("These are the first " + limit + "; --limit shows more, dlq stats counts all.");
                }
            }
            case JSONL -> {
                try (OutputStream out = bytes()) {
                    read(session, (letter, state) -> {
                        out.write(LetterWriter.outline(letter, state));
                        out.write('\n');
                    });
                }
            }
            case CSV -> {
                try (OutputStream out = bytes()) {
                    LetterCsv csv = new LetterCsv(out);
                    read(session, csv::print);
                    csv.end();
                }
            }
        }
        return 0;
    }

    /** Whether these were all. */
    private boolean read(DlqSession session, Printer printer) throws IOException, InterruptedException {
        LetterFilter filter = filters.filter(List.of(), CLOCK);
        LetterStates states = session.log().read();
        long[] found = {0};
        session.letters().<IOException>read(filter, letter -> {
            LetterState state = states.of(letter.id());
            if (filter.matches(letter, state) && ++found[0] <= limit) {
                printer.print(letter, state);
            }
            return found[0] <= limit;
        });
        return found[0] <= limit;
    }
}
