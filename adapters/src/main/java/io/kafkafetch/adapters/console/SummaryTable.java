package io.kafkafetch.adapters.console;

import io.kafkafetch.adapters.console.Panels.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns the totals of an input that was read to its end into lines of text, none wider than the terminal. Pure.
 *
 * @param hours whether the hours of the day are shown
 * @param regions whether the logins per region are
 * @param devices whether the usage of devices is
 * @param appVersions whether the usage of app versions is
 * @param top how many names of a ranking are shown, at least 1; the rest is added up as "others"
 * @param zone time zone of the hours, to be named
 */
public record SummaryTable(boolean hours, boolean regions, boolean devices, boolean appVersions, int top, String zone) {

    private static final int REASONS = 10;

    /**
     * The lines for a terminal such as this.
     *
     * @param period what the logins are from; none where there are none
     */
    public List<String> lines(Snapshot snapshot, Optional<Period> period, Terminal terminal) {
        Panels panels = new Panels(
                terminal.width(), terminal.colour(), terminal.unicode(), terminal.width() < Panels.SIDE_BY_SIDE);
        List<String> lines = new ArrayList<>();
        lines.addAll(panels.header(snapshot));
        lines.add("");
        lines.addAll(panels.counters(snapshot, "read at", "/s")); // a speed of this program, not of the logins
        period.ifPresent(covered -> {
            lines.add("");
            lines.addAll(panels.period(covered.texts(zone)));
        });
        if (hours) {
            lines.add("");
            lines.addAll(panels.hours(snapshot, " " + zone));
        }
        if (regions || devices || appVersions) {
            lines.add("");
            lines.addAll(rankings(panels, snapshot));
        }
        if (snapshot.rejected() > 0) {
            lines.add("");
            lines.addAll(panels.reasons(snapshot.reasons().first(REASONS)));
        }
        return List.copyOf(lines);
    }

    private List<String> rankings(Panels panels, Snapshot snapshot) {
        List<Ranked> shown = Stream.of(
                        ranked(regions, "Logins per region", snapshot.regions()),
                        ranked(devices, "Device usage", snapshot.devices()),
                        ranked(appVersions, "App versions", snapshot.appVersions()))
                .flatMap(ranked -> ranked)
                .toList();
        int inALine = panels.stacked() ? 1 : 2;
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < shown.size(); from += inALine) {
            List<Ranked> together = shown.subList(from, Math.min(from + inALine, shown.size()));
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(panels.rankings(
                    together,
                    together.stream().mapToInt(SummaryTable::rowsOf).max().orElse(0)));
        }
        return lines;
    }

    private static int rowsOf(Ranked ranked) {
        return ranked.ranking().top().size() + (ranked.ranking().others() > 0 ? 1 : 0);
    }

    private Stream<Ranked> ranked(boolean shown, String title, Ranking ranking) {
        return shown ? Stream.of(new Ranked(title, ranking.first(top))) : Stream.empty();
    }
}
