package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.Line.Style.BAD;
import static io.kafkafetch.adapters.console.Line.Style.BAR;
import static io.kafkafetch.adapters.console.Line.Style.FAINT;
import static io.kafkafetch.adapters.console.Line.Style.GOOD;
import static io.kafkafetch.adapters.console.Line.Style.PLAIN;
import static io.kafkafetch.adapters.console.Line.Style.STRONG;

import io.kafkafetch.domain.Frequencies;
import io.kafkafetch.domain.HourCounts;
import io.kafkafetch.domain.Percentage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns a snapshot into lines of text, none wider than asked for. Pure: the same snapshot gives the same lines.
 *
 * @param width in columns, at least 1; made for 60 and more
 * @param colour with ANSI colours
 * @param unicode with block characters; otherwise ASCII alone
 */
public record Renderer(int width, boolean colour, boolean unicode) {

    private static final int ROWS = 5;
    private static final int INDENT = 2;
    private static final int SPARK_COLUMNS = 2;
    private static final int COUNT_COLUMNS = 10;
    private static final int SHARE_COLUMNS = 9;
    private static final int MIN_BAR = 5;
    private static final int MAX_BAR = 24;
    private static final int MAX_NAME = 18;

    /** @throws IllegalArgumentException if {@code width} is below 1 */
    public Renderer {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width);
        }
    }

    /** The whole view, at most 20 lines. */
    public List<String> view(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add(header(snapshot));
        lines.add("");
        lines.addAll(counters(snapshot));
        lines.add("");
        lines.addAll(hours(snapshot));
        lines.add("");
        lines.addAll(rankings(snapshot));
        if (snapshot.rejected() > 0) {
            lines.add("");
            lines.add(reasons(snapshot.reasons()));
        }
        return List.copyOf(lines);
    }

    /** The essence in one line, for a log; without colour and of any width. */
    public String summary(Snapshot snapshot) {
        StringBuilder summary = new StringBuilder("accepted %s  rejected %s  rate %s/s"
                .formatted(
                        number(snapshot.accepted()), number(snapshot.rejected()), number(snapshot.loginsPerSecond())));
        snapshot.peak()
                .ifPresent(peak -> summary.append("  peak %02d:00 (%s)".formatted(peak.hour(), number(peak.logins()))));
        first(snapshot.regions())
                .ifPresent(top -> summary.append("  top region ").append(top));
        first(snapshot.devices())
                .ifPresent(top -> summary.append("  top device ").append(top));
        return summary.toString();
    }

    private Optional<String> first(Ranking ranking) {
        return ranking.top().stream().findFirst().map(top -> name(top.name(), MAX_NAME) + " " + number(top.count()));
    }

    private String header(Snapshot snapshot) {
        String right = name(snapshot.bootstrapServers(), 40) + "   " + clock(snapshot.elapsed());
        return line().add(STRONG, "kafka-fetch")
                .addEndingAt(width - INDENT, FAINT, right)
                .toString();
    }

    private List<String> counters(Snapshot snapshot) {
        long accepted = snapshot.accepted();
        long read = accepted + snapshot.rejected();
        return List.of(
                counter("accepted", accepted, accepted > 0 ? GOOD : PLAIN, share(accepted, read))
                        .to(half())
                        .add(FAINT, "logins/s")
                        .addEndingAt(half() + 24, PLAIN, number(snapshot.loginsPerSecond()))
                        .toString(),
                counter(
                                "rejected",
                                snapshot.rejected(),
                                snapshot.rejected() > 0 ? BAD : PLAIN,
                                share(snapshot.rejected(), read))
                        .to(half())
                        .add(FAINT, "batches")
                        .addEndingAt(half() + 24, PLAIN, number(snapshot.batches()))
                        .toString(),
                counter(
                                snapshot.generated().isPresent() ? "generated" : "read",
                                snapshot.generated().orElse(read),
                                PLAIN,
                                "")
                        .to(half())
                        .add(FAINT, "insights")
                        .addEndingAt(half() + 24, PLAIN, number(snapshot.insights()))
                        .toString());
    }

    private Line counter(String label, long value, Line.Style style, String share) {
        return line().to(INDENT)
                .add(FAINT, label)
                .addEndingAt(INDENT + 24, style, number(value))
                .addEndingAt(INDENT + 24 + SHARE_COLUMNS, FAINT, share);
    }

    private List<String> hours(Snapshot snapshot) {
        String peak = snapshot.peak()
                .map(found -> "%02d:00-%02d:00".formatted(found.hour(), (found.hour() + 1) % HourCounts.HOURS))
                .orElse("-");
        Line title = line().to(INDENT).add(STRONG, "Peak hour").add(PLAIN, "  " + peak);
        snapshot.peak().ifPresent(found -> title.add(FAINT, "  " + number(found.logins()) + " logins"));
        if (snapshot.hours().total() == 0) {
            return List.of(title.toString());
        }
        Line spark = line().to(INDENT);
        Line scale = line();
        for (int hour = 0; hour < HourCounts.HOURS; hour++) {
            boolean isPeak =
                    snapshot.peak().isPresent() && snapshot.peak().get().hour() == hour;
            spark.add(isPeak ? STRONG : BAR, column(snapshot.hours(), hour).repeat(SPARK_COLUMNS));
            if (hour % 6 == 0) {
                scale.to(INDENT + hour * SPARK_COLUMNS).add(FAINT, "%02d".formatted(hour));
            }
        }
        scale.to(INDENT + 23 * SPARK_COLUMNS).add(FAINT, "23");
        return List.of(title.toString(), spark.toString(), scale.toString());
    }

    private String column(HourCounts hours, int hour) {
        long most = hours.stream().max().orElse(1);
        return Bars.of(unicode).column(hours.at(hour), most);
    }

    private List<String> rankings(Snapshot snapshot) {
        Ranking regions = snapshot.regions().first(ROWS);
        Ranking devices = snapshot.devices().first(ROWS);
        List<String> lines = new ArrayList<>();
        lines.add(line().to(INDENT)
                .add(STRONG, "Logins per region")
                .to(half())
                .add(STRONG, "Device usage")
                .toString());
        for (int row = 0; row <= ROWS; row++) {
            Line line = line();
            rank(line.to(INDENT), INDENT, regions, row);
            rank(line.to(half()), half(), devices, row);
            lines.add(line.toString());
        }
        return lines;
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

    private String reasons(Ranking reasons) {
        Line line = line().to(INDENT).add(STRONG, "Rejected because").add(PLAIN, "  ");
        for (Frequencies.Entry reason : reasons.first(ROWS).top()) {
            line.add(FAINT, name(reason.name(), MAX_NAME)).add(PLAIN, " " + number(reason.count()) + "  ");
        }
        return line.toString();
    }

    private Line line() {
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
        return half() - INDENT - INDENT;
    }

    private String name(String text, int columns) {
        return DisplayText.fit(DisplayText.harmless(text, unicode), columns, unicode ? "…" : "~");
    }

    private static String share(long count, long total) {
        return total == 0 ? "" : String.format(Locale.ROOT, "%.2f %%", Percentage.of(count, total));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String clock(Duration elapsed) {
        return "%02d:%02d:%02d".formatted(elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }
}
