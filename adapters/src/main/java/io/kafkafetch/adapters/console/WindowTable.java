package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.text.Line.Style.BAR;
import static io.kafkafetch.adapters.console.text.Line.Style.FAINT;
import static io.kafkafetch.adapters.console.text.Line.Style.PLAIN;
import static io.kafkafetch.adapters.console.text.Line.Style.STRONG;

import io.kafkafetch.adapters.console.text.Bars;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Frequencies.Entry;
import io.kafkafetch.domain.insight.Percentage;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns windows into lines of text, one a window and none wider than the terminal: when it began, its logins with a bar,
 * and the most frequent name of each dimension as far as there is room. Pure.
 *
 * @param zone that times are shown in
 */
public record WindowTable(ZoneId zone) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd EEE", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MINUTE_AND_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);

    private static final int INDENT = 2;
    private static final int GAP = 2;
    private static final int COUNT = 13;
    private static final int BARS = 16;
    private static final int NAME = 20;

    /** The lines for a terminal such as this; of no window none. */
    public List<String> lines(List<WindowRecord> windows, Terminal terminal) {
        if (windows.isEmpty()) {
            return List.of();
        }
        Optional<Resolution> finest = windows.stream()
                .flatMap(shown -> shown.window().stream())
                .map(Window::resolution)
                .min(Comparator.naturalOrder());
        int times = Math.max(
                zone.getId().length(),
                windows.stream()
                        .mapToInt(window -> time(window, finest).length())
                        .max()
                        .orElse(0));
        int bars = INDENT + times + COUNT + GAP;
        int names = bars + BARS + GAP;
        long most = windows.stream().mapToLong(WindowRecord::logins).max().orElse(0);
        List<Dimension> shown = List.of(Dimension.values()).stream()
                .filter(windows.getFirst().names()::containsKey)
                .limit(Math.max(0, (terminal.width() - names) / NAME))
                .toList();
        List<String> lines = new ArrayList<>();
        Line header = new Line(terminal.width(), terminal.colour());
        header.to(INDENT).add(STRONG, zone.getId()).addEndingAt(INDENT + times + COUNT, STRONG, "logins");
        for (int i = 0; i < shown.size(); i++) {
            header.to(names + i * NAME).add(STRONG, shown.get(i).singular());
        }
        lines.add(header.toString());
        for (WindowRecord window : windows) {
            Line line = new Line(terminal.width(), terminal.colour());
            line.to(INDENT)
                    .add(PLAIN, time(window, finest))
                    .addEndingAt(INDENT + times + COUNT, PLAIN, String.format(Locale.ROOT, "%,d", window.logins()))
                    .to(bars)
                    .add(BAR, Bars.of(terminal.unicode()).bar(window.logins(), most, BARS));
            for (int i = 0; i < shown.size(); i++) {
                line.to(names + i * NAME).add(FAINT, first(window, shown.get(i), terminal.unicode()));
            }
            lines.add(line.toString());
        }
        return List.copyOf(lines);
    }

    /** When it began, and how long it is if others are shorter. */
    private String time(WindowRecord shown, Optional<Resolution> finest) {
        boolean isLonger = shown.window()
                .filter(window -> !finest.equals(Optional.of(window.resolution())))
                .isPresent();
        return isLonger
                ? time(shown) + (shown.window().get().resolution() == Resolution.HOUR ? ", 1 h" : ", 1 d")
                : time(shown);
    }

    private String time(WindowRecord shown) {
        if (shown.window().isEmpty()) {
            return "older";
        }
        Window window = shown.window().get();
        ZonedDateTime start = Instant.ofEpochSecond(window.start()).atZone(zone);
        if (window.resolution() == Resolution.DAY) {
            return DAY.format(start);
        }
        return (zone.getRules().isFixedOffset() ? MINUTE : MINUTE_AND_OFFSET).format(start);
    }

    /** The most frequent name with its share. */
    private static String first(WindowRecord window, Dimension dimension, boolean unicode) {
        WindowRecord.Ranking ranking = window.names().get(dimension);
        if (ranking == null || ranking.names().isEmpty()) {
            return "";
        }
        Entry first = ranking.names().getFirst();
        String share = " " + Percentage.of(first.count(), window.logins()) + " %";
        String name = DisplayText.harmless(first.name(), unicode);
        return DisplayText.fit(name, NAME - GAP - share.length(), unicode ? "…" : "...") + share;
    }
}
