package io.kafkafetch.adapters.console.position;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Move;
import java.util.List;

/** Turns moves into a table, a row each. Pure. */
public final class MoveTable {

    private MoveTable() {}

    /** The lines for a terminal such as this. */
    public static List<String> lines(List<Move> moves, Terminal terminal) {
        return new Grid(List.of("partition", "position", "new", "again", "skipped", "logins", "new logins"), false)
                .lines(moves.stream().map(MoveTable::row).toList(), terminal);
    }

    private static List<String> row(Move move) {
        return List.of(
                move.before().partition().toString(),
                move.before()
                        .committed()
                        .map(there -> Grid.number(there.position()))
                        .orElse("-"),
                Grid.number(move.after().position()),
                Grid.number(move.again()),
                Grid.number(move.skipped()),
                move.before()
                        .committed()
                        .flatMap(Committed::hours)
                        .map(hours -> Grid.number(hours.total()))
                        .orElse("-"),
                Grid.number(move.after().running().total()));
    }
}
