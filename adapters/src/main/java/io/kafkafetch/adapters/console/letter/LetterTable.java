package io.kafkafetch.adapters.console.letter;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.adapters.console.text.Line.Style;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.letter.Letter;
import io.kafkafetch.application.letter.LetterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Letters as a table, one a line. Ids are never cut, since people copy them; reasons are, and where the record was and how
 * often it came back is shown where there is room. Not thread-safe.
 */
public final class LetterTable {

    private static final String GAP = "  ";
    private static final int LEAST_REASONS = 20;
    private static final int WIDE = 110;

    private final Terminal terminal;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String id, String state, String reasons, String failed, String from, String replays) {}

    private static final Row HEADER = new Row("LETTER", "STATE", "REASONS", "FAILED (UTC)", "FROM", "REPLAYS");

    public LetterTable(Terminal terminal) {
        this.terminal = terminal;
    }

    public void add(Letter letter, LetterState state) {
        rows.add(new Row(
                letter.id().toString(),
                state.text(),
                DisplayText.harmless(Texts.reasons(letter.failure()), terminal.unicode()),
                Texts.time(letter.failure().at()),
                Texts.origin(letter.failure()),
                String.format(Locale.ROOT, "%,d", letter.failure().replays())));
    }

    /** The lines, the header first. */
    public List<String> lines() {
        int id = width(Row::id);
        int state = width(Row::state);
        int failed = width(Row::failed);
        int from = width(Row::from);
        int replays = width(Row::replays);
        int left = terminal.width() - id - state - failed - 3 * GAP.length();
        boolean isWide = terminal.width() >= WIDE && left - from - replays - 2 * GAP.length() >= LEAST_REASONS;
        int reasons = Math.max(LEAST_REASONS, isWide ? left - from - replays - 2 * GAP.length() : left);
        List<String> lines = new ArrayList<>();
        lines.add(line(HEADER, id, state, reasons, failed, from, isWide, Style.FAINT));
        rows.forEach(row -> lines.add(line(row, id, state, reasons, failed, from, isWide, Style.PLAIN)));
        return lines;
    }

    private String line(Row row, int id, int state, int reasons, int failed, int from, boolean isWide, Style style) {
        Line line = new Line(Integer.MAX_VALUE, terminal.colour());
        int at = id + GAP.length();
        line.add(style, row.id()).to(at).add(style, row.state());
        at += state + GAP.length();
        line.to(at).add(style, DisplayText.fit(row.reasons(), reasons, terminal.unicode() ? "…" : "..."));
        at += reasons + GAP.length();
        line.to(at).add(style, row.failed());
        if (isWide) {
            at += failed + GAP.length();
            line.to(at).add(style, row.from());
            line.to(at + from + GAP.length()).add(style, row.replays());
        }
        return line.toString();
    }

    private int width(java.util.function.Function<Row, String> column) {
        int most = column.apply(HEADER).length();
        for (Row row : rows) {
            most = Math.max(most, column.apply(row).length());
        }
        return most;
    }
}
