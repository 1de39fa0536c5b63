package io.kafkafetch.adapters.console.position;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.adapters.console.text.Line.Style;
import io.kafkafetch.adapters.console.text.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of texts under titles: a name, then numbers flush right, and a last text that takes what the terminal has left. Numbers
 * are never cut off. Pure.
 *
 * @param titles of all columns, at least two
 * @param hasText whether the last column is a text
 */
record Grid(List<String> titles, boolean hasText) {

    private static final int GAP = 2;
    private static final int MOST_NAME = 40;
    private static final int LEAST_TEXT = 12;

    /** A number, in groups of three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The titles and these rows, whose texts may be anybody's. */
    List<String> lines(List<List<String>> rows, Terminal terminal) {
        List<List<String>> all = new ArrayList<>();
        all.add(titles);
        rows.forEach(row -> all.add(row.stream()
                .map(text -> DisplayText.harmless(text, terminal.unicode()))
                .toList()));
        int[] widths = widths(all);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < all.size(); row++) {
            lines.add(line(all.get(row), widths, row == 0 ? Style.STRONG : Style.PLAIN, terminal));
        }
        return lines;
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[titles.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayText.width(row.get(column)));
            }
        }
        widths[0] = Math.min(widths[0], MOST_NAME);
        return widths;
    }

    private String line(List<String> row, int[] widths, Style style, Terminal terminal) {
        int numbers = hasText ? widths.length - 1 : widths.length;
        int end = widths[0];
        for (int column = 1; column < numbers; column++) {
            end += GAP + widths[column];
        }
        int least = hasText ? end + GAP + LEAST_TEXT : end;
        Line line = new Line(Math.max(terminal.width(), least), terminal.colour());
        line.add(style, DisplayText.fit(row.getFirst(), widths[0], "…"));
        int at = widths[0];
        for (int column = 1; column < numbers; column++) {
            at += GAP + widths[column];
            line.addEndingAt(at, style, row.get(column));
        }
        if (hasText) {
            int room = Math.max(terminal.width() - end - GAP, LEAST_TEXT);
            line.to(end + GAP).add(style, DisplayText.fit(row.getLast(), room, terminal.unicode() ? "…" : "."));
        }
        return line.toString();
    }
}
