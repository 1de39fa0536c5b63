package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.replay.Marking;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.application.replay.RunEndedException;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.Ended;
import io.kafkafetch.bootstrap.dlq.session.FilterOptions;
import io.kafkafetch.bootstrap.dlq.session.LetterCommand;
import io.kafkafetch.bootstrap.dlq.session.LimitOption;
import io.kafkafetch.bootstrap.dlq.session.RunName;
import io.kafkafetch.bootstrap.process.UserError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes into the log that letters are set aside or given up. */
abstract class MarkCommand extends LetterCommand {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int MOST_NAMED = 5;

    private final LetterState state;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Letters, such as user-login-dlq-0@17.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(names = "--because", paramLabel = "TEXT", required = true, description = "Why, for the log.")
    private @Nullable String because;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (${DEFAULT-VALUE}).",
            defaultValue = "100000")
    private long limit;

    MarkCommand(LetterState state) {
        this.state = state;
    }

    @Override
    protected final void check() {
        LetterFilter filter = filters.filter(ids, CLOCK);
        LimitOption.check(limit);
        if (!filter.isSelective() && filter.state().isEmpty()) {
            throw new UserError(
                    UserError.USAGE,
                    "all letters are meant: name some, or give a filter such as --reason or --state open");
        }
        if (because == null || because.isBlank()) {
            throw new UserError(UserError.USAGE, "--because is empty: expected why, for the log");
        }
    }

    @Override
    protected final int run(DlqSession session) throws InterruptedException {
        LetterFilter filter = filters.filter(ids, CLOCK);
        try (ReplayOutlet outlet = session.marks()) {
            Marking.Result result = new Marking(
                            session.letters(),
                            outlet,
                            filter,
                            state,
                            limit,
                            RunName.of(CLOCK.instant()),
                            String.valueOf(because),
                            CLOCK)
                    .call();
            print(lines(result));
            return result.missing().isEmpty() ? 0 : UserError.UNUSABLE;
        } catch (RunEndedException ended) {
            throw Ended.error(ended);
        }
    }

    private List<String> lines(Marking.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%,d %s", result.marked(), state.text())
                + (result.marked() >= limit ? "; --limit is reached, there may be more" : ""));
        result.unchanged()
                .forEach((other, count) ->
                        lines.add(String.format(Locale.ROOT, "%,d unchanged: %s already", count, other.text())));
        if (!result.missing().isEmpty()) {
            List<String> named = result.missing().stream()
                    .map(LetterId::toString)
                    .sorted()
                    .limit(MOST_NAMED)
                    .toList();
            lines.add(result.missing().size() + " not there, or not any more: " + String.join(", ", named)
                    + (result.missing().size() > MOST_NAMED ? ", …" : ""));
        }
        return lines;
    }
}
