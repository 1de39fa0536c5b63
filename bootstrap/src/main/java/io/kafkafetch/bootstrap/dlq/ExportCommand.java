package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.json.letter.LetterWriter;
import io.kafkafetch.application.letter.Content;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.FilterOptions;
import io.kafkafetch.bootstrap.dlq.session.KeyOption;
import io.kafkafetch.bootstrap.dlq.session.LetterCommand;
import io.kafkafetch.bootstrap.dlq.session.LimitOption;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Letters with their payload, for other tools. */
@Command(
        name = "export",
        header = "Write dead letters with their payload, for other tools to fix.%n",
        description = {
            "One JSON object a line, as dead letters in files, with the letter's id first. It holds personal data. Change"
                    + " `value` (text) or `value_base64`, keep `id`, and send the records by dlq replay --mended FILE.",
            "What a letter left out is read from where the record was, as long as it is there."
        },
        footer = {
            "Examples:",
            "  kafka-fetch dlq export --reason out-of-range > letters.jsonl",
            "  kafka-fetch dlq export --state open --field ip --since 7d > letters.jsonl"
        })
final class ExportCommand extends LetterCommand {

    private static final InstantSource CLOCK = InstantSource.system();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private KeyOption key = new KeyOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private long limit;

    @Override
    protected void check() {
        filters.filter(List.of(), CLOCK);
        key.read();
        LimitOption.check(limit);
    }

    @Override
    protected int run(DlqSession session) throws IOException, InterruptedException {
        LetterFilter filter = filters.filter(List.of(), CLOCK);
        LetterStates states = session.log().read();
        long[] written = {0};
        try (OutputStream out = bytes();
                Originals originals = session.originals(key.read())) {
            session.letters().<IOException>read(filter, letter -> {
                LetterState state = states.of(letter.id());
                if (filter.matches(letter, state) && ++written[0] <= limit) {
                    out.write(LetterWriter.whole(complete(letter, originals), state));
                    out.write('\n');
                }
                return written[0] <= limit;
            });
        }
        say(Math.min(written[0], limit) + " letters written"
                + (written[0] > limit ? ", the first ones; --limit writes more" : ""));
        return 0;
    }

    /** With all that can be had of its record; else as it is. */
    private static Letter complete(Letter letter, Originals originals) throws InterruptedException {
        return switch (originals.of(letter)) {
            case Originals.Found.Whole found ->
                new Letter(letter.id(), letter.published(), letter.failure(), new Content.Whole(found.original()));
            case Originals.Found.Nothing nothing -> letter;
        };
    }
}
