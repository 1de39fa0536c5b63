package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.console.letter.LetterSheet;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.Marker;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.FilterOptions;
import io.kafkafetch.bootstrap.dlq.session.KeyOption;
import io.kafkafetch.bootstrap.dlq.session.LetterCommand;
import io.kafkafetch.bootstrap.process.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One letter. */
@Command(
        name = "show",
        header = "Show one dead letter: why it failed, where it was, and what became of it.%n",
        footer = {
            "Examples:",
            "  kafka-fetch dlq show user-login-dlq-0@17",
            "  kafka-fetch dlq show user-login-dlq-0@17 --payload"
        })
final class ShowCommand extends LetterCommand {

    @Parameters(paramLabel = "ID", description = "The letter, such as user-login-dlq-0@17.")
    private String id = "";

    @Option(
            names = "--payload",
            description =
                    "Also show the record's key, value and headers, escaped for the terminal. What the letter left"
                            + " out is read from where the record was, as long as it is there.")
    private boolean payload;

    @Mixin
    private KeyOption key = new KeyOption();

    @Override
    protected void check() {
        FilterOptions.letter(id);
        key.read();
    }

    @Override
    protected int run(DlqSession session) throws InterruptedException {
        LetterId name = FilterOptions.letter(id);
        Letter letter = find(session, name);
        List<Marker> history = session.log().history(name);
        LetterState state =
                history.isEmpty() ? LetterState.OPEN : history.getLast().state();
        boolean unicode = terminal().unicode();
        List<String> lines = new ArrayList<>(LetterSheet.of(letter, state, history, unicode));
        if (payload) {
            lines.add("");
            try (Originals originals = session.originals(key.read())) {
                switch (originals.of(letter)) {
                    case Originals.Found.Whole found -> lines.addAll(LetterSheet.payload(found.original(), unicode));
                    case Originals.Found.Nothing nothing -> lines.add("payload: none, for " + nothing.why());
                }
            }
        }
        print(lines);
        return 0;
    }

    private static Letter find(DlqSession session, LetterId id) throws InterruptedException {
        @Nullable Letter[] found = {null};
        session.letters().<RuntimeException>read(LetterFilter.named(Set.of(id)), letter -> {
            found[0] = letter;
            return false;
        });
        if (found[0] == null) {
            throw new UserError(
                    UserError.UNUSABLE, "there is no letter " + id + " in " + session.name() + ", or not any more");
        }
        return found[0];
    }
}
