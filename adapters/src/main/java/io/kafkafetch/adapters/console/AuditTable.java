package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.text.Line.Style.BAD;
import static io.kafkafetch.adapters.console.text.Line.Style.PLAIN;
import static io.kafkafetch.adapters.console.text.Line.Style.STRONG;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.audit.PartitionTotals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Turns what an audit looked at into a table, a row a partition and one for their sum. Pure. */
public final class AuditTable {

    private static final String PARTITION = "partition";
    private static final String SUM = "all";
    private static final int GAP = 2;
    private static final int MOST_NAME = 40;

    /** A column of numbers. */
    private enum Column {
        BATCHES("batches", "batches"),
        LOGINS("logins", "logins"),
        REJECTED("rejected", "rejected"),
        SKIPPED("skipped", "skipped"),
        RECOMPUTED("recomputed", "again"),
        DIFFER("differ", "differ"),
        GAPS("gaps", "gaps"),
        OVERLAPS("overlaps", "over"),
        GONE("source gone", "gone");

        private final String title;
        private final String shortTitle;

        Column(String title, String shortTitle) {
            this.title = title;
            this.shortTitle = shortTitle;
        }

        private long of(PartitionTotals row) {
            return switch (this) {
                case BATCHES -> row.batches();
                case LOGINS -> row.logins();
                case REJECTED -> row.rejected();
                case SKIPPED -> row.skipped();
                case RECOMPUTED -> row.recomputed();
                case DIFFER -> row.differ();
                case GAPS -> row.gaps();
                case OVERLAPS -> row.overlaps();
                case GONE -> row.gone();
            };
        }

        /** Skipped records have a column where there are any: feeds of logins alone have none. */
        private static List<Column> of(List<PartitionTotals> rows) {
            return Arrays.stream(values())
                    .filter(column -> column != SKIPPED || rows.stream().anyMatch(row -> row.skipped() > 0))
                    .toList();
        }

        private boolean isBad(long number) {
            return number > 0 && (this == DIFFER || this == GAPS || this == OVERLAPS);
        }

        private int width(List<PartitionTotals> rows, boolean isShort) {
            int numbers = rows.stream()
                    .mapToInt(row -> Panels.number(of(row)).length())
                    .max()
                    .orElse(0);
            return Math.max(numbers, (isShort ? shortTitle : title).length());
        }
    }

    private AuditTable() {}

    /** The lines for a terminal such as this: with shorter titles where the long ones do not fit. */
    public static List<String> lines(List<PartitionTotals> partitions, Terminal terminal) {
        List<PartitionTotals> numbers = new ArrayList<>(partitions);
        numbers.add(sum(partitions));
        int name = Stream.concat(
                        Stream.of(PARTITION),
                        partitions.stream().map(row -> row.partition().toString()))
                .mapToInt(DisplayText::width)
                .max()
                .orElse(0);
        int names = Math.min(MOST_NAME, name);
        boolean isShort = width(names, numbers, false) > terminal.width();
        List<String> lines = new ArrayList<>();
        Line header = line(terminal, names, numbers, isShort).add(STRONG, PARTITION);
        int end = names;
        for (Column column : Column.of(numbers)) {
            end += GAP + column.width(numbers, isShort);
            header.addEndingAt(end, STRONG, isShort ? column.shortTitle : column.title);
        }
        lines.add(header.toString());
        partitions.forEach(row -> lines.add(row(row.partition().toString(), row, names, numbers, isShort, terminal)));
        if (partitions.size() > 1) {
            lines.add(row(SUM, numbers.getLast(), names, numbers, isShort, terminal));
        }
        return List.copyOf(lines);
    }

    private static String row(
            String name,
            PartitionTotals row,
            int names,
            List<PartitionTotals> numbers,
            boolean isShort,
            Terminal terminal) {
        Line line = line(terminal, names, numbers, isShort).add(PLAIN, DisplayText.fit(name, names, "…"));
        int end = names;
        for (Column column : Column.of(numbers)) {
            end += GAP + column.width(numbers, isShort);
            long number = column.of(row);
            line.addEndingAt(end, column.isBad(number) ? BAD : PLAIN, Panels.number(number));
        }
        return line.toString();
    }

    /** Numbers are never cut off. */
    private static Line line(Terminal terminal, int names, List<PartitionTotals> numbers, boolean isShort) {
        return new Line(Math.max(terminal.width(), width(names, numbers, isShort)), terminal.colour());
    }

    private static int width(int names, List<PartitionTotals> numbers, boolean isShort) {
        return names
                + Column.of(numbers).stream()
                        .mapToInt(column -> GAP + column.width(numbers, isShort))
                        .sum();
    }

    private static PartitionTotals sum(List<PartitionTotals> partitions) {
        return partitions.stream().reduce(PartitionTotals::plus).orElseThrow();
    }
}
