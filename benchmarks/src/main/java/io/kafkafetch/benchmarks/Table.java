package io.kafkafetch.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A table in Markdown, as it goes into docs/BENCHMARKS.md. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String... columns) {
        row(columns);
        lines.add(Arrays.stream(columns).map(column -> "---").collect(Collectors.joining("|", "|", "|")));
    }

    void row(String... cells) {
        lines.add(String.join(" | ", cells).transform(row -> "| " + row + " |"));
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }

    /** The middle one; of an even number the mean of the two in the middle. */
    static <T> double median(Collection<T> values, ToDoubleFunction<T> figure) {
        double[] sorted = values.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** With this many digits behind the point. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
