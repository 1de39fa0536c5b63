package io.kafkafetch.adapters.console.position;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Move;
import io.kafkafetch.application.position.rezoning.Recount;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Turns running hours in another zone into a table, a row each: how many logins they count, and since when. Pure. */
public final class RecountTable {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecountTable() {}

    /**
     * The lines for a terminal such as this.
     *
     * @param recounts what the new hours of each move were counted from
     */
    public static List<String> lines(List<Move> moves, Function<Move, Recount> recounts, Terminal terminal) {
        return new Grid(List.of("partition", "position", "logins", "new logins", "left out", "counted from"), true)
                .lines(
                        moves.stream()
                                .map(move -> row(move, recounts.apply(move)))
                                .toList(),
                        terminal);
    }

    private static List<String> row(Move move, Recount recount) {
        return List.of(
                move.before().partition().toString(),
                Grid.number(move.after().position()),
                Grid.number(move.before().committed().map(Committed::logins).orElse(0L)),
                Grid.number(recount.hours().total()),
                Grid.number(move.dropped()),
                text(recount));
    }

    private static String text(Recount recount) {
        String since = recount.since()
                .map(found -> " from " + found.offset() + ", " + MOMENT.format(found.time()) + " UTC")
                .orElse("");
        return switch (recount.from()) {
            case HOURS -> "hours";
            case RECORDS -> "records" + since;
            case TALLIES -> "tallies" + since;
            case NOTHING -> "nothing";
        };
    }
}
