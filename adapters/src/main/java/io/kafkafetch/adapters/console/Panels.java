package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.text.Line.Style.BAD;
import static io.kafkafetch.adapters.console.text.Line.Style.BAR;
import static io.kafkafetch.adapters.console.text.Line.Style.FAINT;
import static io.kafkafetch.adapters.console.text.Line.Style.GOOD;
import static io.kafkafetch.adapters.console.text.Line.Style.PLAIN;
import static io.kafkafetch.adapters.console.text.Line.Style.STRONG;

import io.kafkafetch.adapters.console.text.Bars;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.domain.insight.Frequencies;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.insight.Insight;
import io.kafkafetch.domain.insight.Percentage;
import io.kafkafetch.domain.insight.Ranking;
import io.kafkafetch.domain.users.UserSketch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The parts that views are put together from, none of their lines wider than asked for. Pure.
 *
 * @param width in columns, at least 1
 * @param colour with ANSI colours
 * @param unicode with block characters; otherwise ASCII alone
 * @param stacked one below the other; otherwise two side by side, for which {@link #SIDE_BY_SIDE} columns are enough
 */
record Panels(int width, boolean colour, boolean unicode, boolean stacked) {

    /** Fewer columns cut counts and names off where two panels are in a line. */
    static final int SIDE_BY_SIDE = 72;

    static final int INDENT = 2;

    private static final String PROGRAM = "kafka-fetch";
    private static final int MAX_SPARK_COLUMNS = 2;
    private static final int VALUE_COLUMNS = 24;
    private static final int COUNT_COLUMNS = 10;
    private static final int SHARE_COLUMNS = 9;
    private static final int MIN_BAR = 5;
    private static final int MAX_BAR = 24;
    private static final int MAX_NAME = 18;
    private static final int REASON_LINES = 2;
    private static final int MAX_SOURCE = 40;

    /** @throws IllegalArgumentException if {@code width} is below 1 */
    Panels {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width);
        }
    }

    /** One line, or two where the source would touch the program's name. */
    List<String> header(Snapshot snapshot) {
        String source = name(snapshot.source(), Math.min(MAX_SOURCE, Math.max(1, width - 2 * INDENT)));
        String elapsed = clock(snapshot.elapsed());
        String right = source + "   " + elapsed;
        if (PROGRAM.length() + INDENT + DisplayText.width(right) <= width - INDENT) {
            return List.of(line().add(STRONG, PROGRAM)
                    .addEndingAt(width - INDENT, FAINT, right)
                    .toString());
        }
        return List.of(
                line().add(STRONG, PROGRAM)
                        .addEndingAt(width - INDENT, FAINT, elapsed)
                        .toString(),
                line().to(INDENT).add(FAINT, source).toString());
    }

    /**
     * @param rate what the logins a second are called
     * @param unit of them
     */
    List<String> counters(Snapshot snapshot, String rate, String unit) {
        long accepted = snapshot.accepted();
        long rejected = snapshot.rejected();
        long skipped = snapshot.skipped();
        long read = snapshot.read();
        List<List<String>> rows = new ArrayList<>(List.of(
                counters(
                        "accepted",
                        accepted,
                        accepted > 0 ? GOOD : PLAIN,
                        share(accepted, read),
                        rate,
                        number(snapshot.loginsPerSecond()) + unit),
                counters(
                        "rejected",
                        rejected,
                        rejected > 0 ? BAD : PLAIN,
                        share(rejected, read),
                        "batches",
                        number(snapshot.batches())),
                counters(
                        snapshot.generated().isPresent() ? "generated" : "read",
                        snapshot.generated().orElse(read),
                        PLAIN,
                        "",
                        "insights",
                        number(snapshot.insights()))));
        if (skipped > 0) { // below, so that the other numbers keep their places
            rows.add(List.of(
                    counter("skipped", skipped, PLAIN, share(skipped, read)).toString()));
        }
        return IntStream.range(0, rows.getFirst().size())
                .boxed()
                .flatMap(part -> rows.stream().filter(row -> row.size() > part).map(row -> row.get(part)))
                .toList();
    }

    /** One line, or the left and the right part of it where panels are stacked. */
    private List<String> counters(String left, long value, Line.Style style, String share, String right, String other) {
        Line line = counter(left, value, style, share);
        if (stacked) {
            Line below = line().to(INDENT).add(FAINT, right);
            return List.of(
                    line.toString(),
                    below.addEndingAt(INDENT + VALUE_COLUMNS, PLAIN, other).toString());
        }
        return List.of(line.to(half())
                .add(FAINT, right)
                .addEndingAt(half() + VALUE_COLUMNS, PLAIN, other)
                .toString());
    }

    private Line counter(String name, long value, Line.Style style, String share) {
        return line().to(INDENT)
                .add(FAINT, name)
                .addEndingAt(INDENT + VALUE_COLUMNS, style, number(value))
                .addEndingAt(INDENT + VALUE_COLUMNS + SHARE_COLUMNS, FAINT, share);
    }

    /** The first and the last time, in one line or below each other. */
    List<String> period(List<String> times) {
        Line first = line().to(INDENT).add(STRONG, "Period").add(PLAIN, "  " + times.getFirst());
        if (!stacked) {
            return List.of(first.add(PLAIN, " to " + times.getLast()).toString());
        }
        Line last = line().to(INDENT + "Period".length() - "to".length()).add(PLAIN, "to  " + times.getLast());
        return List.of(first.toString(), last.toString());
    }

    /** About how many different users there are. */
    List<String> users(UserSketch users) {
        return List.of(line().to(INDENT)
                .add(STRONG, "Unique users")
                .add(PLAIN, "  about " + number(users.estimate()))
                .add(FAINT, "  (" + number(users.lowerBound()) + " to " + number(users.upperBound()) + ")")
                .toString());
    }

    /** @param zone the hours' time zone, to be named behind the peak; may be empty */
    List<String> hours(Snapshot snapshot, String zone) {
        Optional<Insight.PeakHour> peak = snapshot.peak();
        Line title = line().to(INDENT)
                .add(STRONG, "Peak hour")
                .add(PLAIN, "  " + peak.map(found -> span(found.hour()) + zone).orElse("-"));
        peak.ifPresent(found -> title.add(FAINT, "  " + number(found.logins()) + " logins" + snapshot.peakOf()));
        if (snapshot.hours().total() == 0) {
            return List.of(title.toString());
        }
        Line spark = line().to(INDENT);
        Line scale = line();
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            boolean isPeak = peak.isPresent() && peak.get().hour() == hour;
            spark.add(isPeak ? STRONG : BAR, column(snapshot.hours(), hour).repeat(sparkColumns()));
            if (hour % 6 == 0) {
                scale.to(INDENT + hour * sparkColumns()).add(FAINT, "%02d".formatted(hour));
            }
        }
        scale.to(INDENT + 23 * sparkColumns()).add(FAINT, "23");
        return List.of(title.toString(), spark.toString(), scale.toString());
    }

    private int sparkColumns() {
        return Math.clamp((width - INDENT) / HourCounts.HOURS, 1, MAX_SPARK_COLUMNS);
    }

    private static String span(int hour) {
        return "%02d:00-%02d:00".formatted(hour, (hour + 1) % HourCounts.HOURS);
    }

    private String column(HourCounts hours, int hour) {
        long most = hours.stream().max().orElse(1);
        return Bars.of(unicode).column(hours.at(hour), most);
    }

    /** One or two rankings, two side by side: a title, then this many lines, the names' first. */
    List<String> rankings(List<Ranked> ranked, int lines) {
        List<String> all = new ArrayList<>();
        Line titles = line();
        for (int i = 0; i < ranked.size(); i++) {
            titles.to(start(i)).add(STRONG, ranked.get(i).title());
        }
        all.add(titles.toString());
        for (int row = 0; row < lines; row++) {
            Line line = line();
            for (int i = 0; i < ranked.size(); i++) {
                rank(line.to(start(i)), start(i), ranked.get(i).ranking(), row);
            }
            all.add(line.toString());
        }
        return all;
    }

    /** How many rankings stand side by side. */
    int rankingsInALine() {
        return stacked ? 1 : 2;
    }

    private int start(int panel) {
        return panel == 0 ? INDENT : half();
    }

    private void rank(Line line, int start, Ranking ranking, int row) {
        if (row < ranking.top().size()) {
            Frequencies.Entry entry = ranking.top().get(row);
            line.add(PLAIN, name(entry.name(), nameColumns()));
            amounts(line, start, entry.count(), ranking.total());
            line.add(PLAIN, "  ")
                    .add(
                            BAR,
                            Bars.of(unicode)
                                    .bar(entry.count(), ranking.top().getFirst().count(), barColumns()));
        } else if (row == ranking.top().size() && ranking.others() > 0) {
            line.add(FAINT, "others");
            amounts(line, start, ranking.others(), ranking.total());
        }
    }

    private void amounts(Line line, int start, long count, long total) {
        line.addEndingAt(start + nameColumns() + COUNT_COLUMNS, PLAIN, number(count))
                .addEndingAt(start + nameColumns() + COUNT_COLUMNS + SHARE_COLUMNS, FAINT, share(count, total));
    }

    /** The reasons in two lines at most; those that do not fit are in the last one's "others". */
    List<String> reasonsInLines(Ranking reasons) {
        String title = "Rejected because";
        List<String> lines = new ArrayList<>();
        Line line = line().to(INDENT).add(STRONG, title);
        int column = INDENT + title.length();
        long left = reasons.total();
        for (Frequencies.Entry reason : reasons.top()) {
            String text = name(reason.name(), MAX_NAME);
            String count = " " + number(reason.count());
            int columns = INDENT + DisplayText.width(text) + count.length();
            // In the last line the others need their room too.
            boolean last = lines.size() == REASON_LINES - 1;
            int room = width - (last && left > reason.count() ? othersColumns(left) : 0);
            if (column + columns > room) {
                if (last) {
                    break;
                }
                lines.add(line.toString());
                line = line().to(INDENT);
                column = INDENT;
            }
            line.add(PLAIN, "  ").add(FAINT, text).add(PLAIN, count);
            column += columns;
            left -= reason.count();
        }
        if (left > 0) {
            line.add(PLAIN, "  ").add(FAINT, "others").add(PLAIN, " " + number(left));
        }
        lines.add(line.toString());
        return lines;
    }

    private static int othersColumns(long count) {
        return INDENT + "others ".length() + number(count).length();
    }

    /** The reasons, a line each. */
    List<String> reasons(Ranking reasons) {
        List<String> lines = new ArrayList<>();
        lines.add(line().to(INDENT).add(STRONG, "Rejected because").toString());
        for (Frequencies.Entry reason : reasons.top()) {
            lines.add(
                    reason(reason.count(), name(reason.name(), Math.max(1, width - INDENT - COUNT_COLUMNS - INDENT))));
        }
        if (reasons.others() > 0) {
            lines.add(reason(reasons.others(), "others"));
        }
        return lines;
    }

    private String reason(long count, String text) {
        return line().addEndingAt(INDENT + COUNT_COLUMNS, BAD, number(count))
                .add(PLAIN, "  " + text)
                .toString();
    }

    String name(String text, int columns) {
        return DisplayText.fit(DisplayText.harmless(text, unicode), columns, unicode ? "…" : "~");
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String share(long count, long total) {
        return total == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%.2f %%", Percentage.of(count, total).value());
    }

    private static String clock(Duration elapsed) {
        return "%02d:%02d:%02d".formatted(elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }

    /** An empty one, of its width. */
    Line line() {
        return new Line(width, colour);
    }

    private int half() {
        return INDENT + (width - INDENT) / 2;
    }

    /** What a panel leaves after counts and the smallest bar. */
    private int nameColumns() {
        return Math.clamp(panelColumns() - COUNT_COLUMNS - SHARE_COLUMNS - INDENT - MIN_BAR, 1, MAX_NAME);
    }

    private int barColumns() {
        return Math.clamp(panelColumns() - nameColumns() - COUNT_COLUMNS - SHARE_COLUMNS - INDENT, 1, MAX_BAR);
    }

    private int panelColumns() {
        return (stacked ? width - INDENT : half() - INDENT) - INDENT;
    }
}
