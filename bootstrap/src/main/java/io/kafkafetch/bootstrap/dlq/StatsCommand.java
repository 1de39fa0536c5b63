package io.kafkafetch.bootstrap.dlq;

import io.kafkafetch.adapters.console.letter.StatsTable;
import io.kafkafetch.application.letter.LetterFilter;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStates;
import io.kafkafetch.application.letter.LetterStats;
import io.kafkafetch.bootstrap.dlq.session.DlqSession;
import io.kafkafetch.bootstrap.dlq.session.FilterOptions;
import io.kafkafetch.bootstrap.dlq.session.LetterCommand;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How many letters there are, and why. */
@Command(
        name = "stats",
        header = "Count dead letters by what became of them, by reason, field and day.%n",
        description = "Also says which open letter is the oldest, and how long the topic still keeps it.",
        footer = {
            "Examples:",
            "  kafka-fetch dlq stats",
            "  kafka-fetch dlq stats --since 2026-01-05 --reason out-of-range"
        })
final class StatsCommand extends LetterCommand {

    private static final InstantSource CLOCK = InstantSource.system();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Override
    protected void check() {
        filters.filter(List.of(), CLOCK);
    }

    @Override
    protected int run(DlqSession session) throws InterruptedException {
        LetterFilter filter = filters.filter(List.of(), CLOCK);
        LetterStates states = session.log().read();
        LetterStats stats = new LetterStats();
        session.letters().<RuntimeException>read(filter, letter -> {
            LetterState state = states.of(letter.id());
            if (filter.matches(letter, state)) {
                stats.count(letter, state);
            }
            return true;
        });
        print(new StatsTable(session.name(), session.retention(), CLOCK.instant()).lines(stats, terminal()));
        return 0;
    }
}
