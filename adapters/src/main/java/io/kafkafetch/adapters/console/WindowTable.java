package io.kafkafetch.adapters.console;

import static io.kafkafetch.adapters.console.text.Line.Style.BAR;
import static io.kafkafetch.adapters.console.text.Line.Style.FAINT;
import static io.kafkafetch.adapters.console.text.Line.Style.PLAIN;
import static io.kafkafetch.adapters.console.text.Line.Style.STRONG;

import io.kafkafetch.adapters.console.text.Bars;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.json.WindowEncoder;
import io.kafkafetch.adapters.json.WindowRecord;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.Percentage;
import io.kafkafetch.domain.rollup.Resolution;
import io.kafkafetch.domain.rollup.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns windows into lines of text, one a window and none wider than the terminal: when it began, its logins with a bar,
 * about how many users they are of where that was asked for, and the most frequent name of each dimension as far as there is room. Pure.
 *
 * @param zone that times are shown in
 * @param by the windows that were asked for; longer ones say so
 */
public record WindowTable(ZoneId zone, Resolution by) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd EEE", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter MINUTE_AND_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);

    private static final int GAP = 2;
    private static final int COUNT = 13;
    private static final int USERS = 12;
    private static final int BARS = 16;
    private static final int NAME = 20;

    /** Where the columns end and begin, and whose names there is room for. */
    private record Columns(int countEnd, int usersEnd, int names, List<Dimension> dimensions) {

        boolean hasUsers() {
            return usersEnd > countEnd;
        }

        int bars() {
            return usersEnd + GAP;
        }
    }

    /** The lines for a terminal such as this; of no window none. */
    public List<String> lines(List<WindowRecord> windows, Terminal terminal) {
        if (windows.isEmpty()) {
            return List.of();
        }
        Panels panels = new Panels(terminal.width(), terminal.colour(), terminal.unicode(), false);
        Columns columns = columns(windows, terminal.width());
        long most = windows.stream().mapToLong(WindowRecord::logins).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(header(panels.line(), columns));
        windows.forEach(window -> lines.add(row(window, most, panels, columns)));
        return List.copyOf(lines);
    }

    private Columns columns(List<WindowRecord> windows, int width) {
        int times = Stream.concat(Stream.of(zone.getId()), windows.stream().map(this::time))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        int countEnd = Panels.INDENT + times + COUNT;
        boolean hasUsers = windows.stream().anyMatch(window -> window.users().isPresent());
        int usersEnd = hasUsers && countEnd + USERS + GAP + BARS <= width ? countEnd + USERS : countEnd;
        int names = usersEnd + GAP + BARS + GAP;
        List<Dimension> dimensions = Arrays.stream(Dimension.values())
                .filter(windows.getFirst().names()::containsKey)
                .limit(Math.max(0, (width - names) / NAME))
                .toList();
        return new Columns(countEnd, usersEnd, names, dimensions);
    }

    private String header(Line line, Columns columns) {
        line.to(Panels.INDENT).add(STRONG, zone.getId()).addEndingAt(columns.countEnd(), STRONG, "logins");
        if (columns.hasUsers()) {
            line.addEndingAt(columns.usersEnd(), STRONG, "users");
        }
        for (int i = 0; i < columns.dimensions().size(); i++) {
            line.to(columns.names() + i * NAME)
                    .add(STRONG, columns.dimensions().get(i).singular());
        }
        return line.toString();
    }

    private String row(WindowRecord window, long most, Panels panels, Columns columns) {
        Line line = panels.line()
                .to(Panels.INDENT)
                .add(PLAIN, time(window))
                .addEndingAt(columns.countEnd(), PLAIN, Panels.number(window.logins()));
        if (columns.hasUsers() && window.users().isPresent()) {
            long users = window.users().get().estimate();
            line.addEndingAt(columns.usersEnd(), PLAIN, "~" + Panels.number(users));
        }
        line.to(columns.bars()).add(BAR, Bars.of(panels.unicode()).bar(window.logins(), most, BARS));
        for (int i = 0; i < columns.dimensions().size(); i++) {
            line.to(columns.names() + i * NAME)
                    .add(FAINT, first(window, columns.dimensions().get(i), panels));
        }
        return line.toString();
    }

    /** When it began, and how long it is if it is longer than asked for. */
    private String time(WindowRecord shown) {
        return shown.window().map(this::time).orElse(WindowEncoder.OLDER);
    }

    private String time(Window window) {
        ZonedDateTime start = Instant.ofEpochSecond(window.start()).atZone(zone);
        DateTimeFormatter minute = zone.getRules().isFixedOffset() ? MINUTE : MINUTE_AND_OFFSET;
        boolean isLonger = window.resolution() != by;
        return switch (window.resolution()) {
            case MINUTE -> minute.format(start);
            case HOUR -> minute.format(start) + (isLonger ? ", 1 h" : "");
            case DAY -> DAY.format(start) + (isLonger ? ", 1 d" : "");
        };
    }

    /** The most frequent name with its share. */
    private static String first(WindowRecord window, Dimension dimension, Panels panels) {
        return Optional.ofNullable(window.names().get(dimension))
                .flatMap(ranking -> ranking.top().stream().findFirst())
                .map(entry -> {
                    String share = " " + Percentage.of(entry.count(), window.logins()) + " %";
                    return panels.name(entry.name(), NAME - GAP - share.length()) + share;
                })
                .orElse("");
    }
}
