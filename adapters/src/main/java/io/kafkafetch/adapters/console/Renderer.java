package io.kafkafetch.adapters.console;

import io.kafkafetch.adapters.console.Panels.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a snapshot of a run into lines of text, none wider than asked for. Pure: the same snapshot gives the same lines.
 *
 * @param width in columns, at least 1; made for 40 and more
 * @param colour with ANSI colours
 * @param unicode with block characters; otherwise ASCII alone
 */
public record Renderer(int width, boolean colour, boolean unicode) {

    private static final int ROWS = 5;
    private static final int STACKED_ROWS = 2;
    private static final int MAX_NAME = 18;

    /** @throws IllegalArgumentException if {@code width} is below 1 */
    public Renderer {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width);
        }
    }

    /** The whole view, at most 20 lines, or 25 where it is too narrow for two rankings side by side. */
    public List<String> view(Snapshot snapshot) {
        boolean stacked = width < Panels.SIDE_BY_SIDE;
        Panels panels = new Panels(width, colour, unicode, stacked);
        List<String> lines = new ArrayList<>();
        lines.addAll(panels.header(snapshot));
        lines.add("");
        lines.addAll(panels.counters(snapshot, "logins/s", ""));
        lines.add("");
        lines.addAll(panels.hours(snapshot, ""));
        lines.add("");
        int rows = stacked ? STACKED_ROWS : ROWS;
        List<Ranked> ranked = List.of(
                new Ranked("Logins per region", snapshot.regions().first(rows)),
                new Ranked("Device usage", snapshot.devices().first(rows)));
        // Always as many lines, so that the view does not jump.
        if (stacked) {
            ranked.forEach(one -> lines.addAll(panels.rankings(List.of(one), rows + 1)));
        } else {
            lines.addAll(panels.rankings(ranked, rows + 1));
        }
        if (snapshot.rejected() > 0) {
            lines.add("");
            lines.addAll(panels.reasonsInLines(snapshot.reasons().first(ROWS)));
        }
        return List.copyOf(lines);
    }

    /** The essence in one line, for a log; without colour and of any width. */
    public String summary(Snapshot snapshot) {
        StringBuilder summary = new StringBuilder("accepted %s  rejected %s  rate %s/s"
                .formatted(
                        Panels.number(snapshot.accepted()),
                        Panels.number(snapshot.rejected()),
                        Panels.number(snapshot.loginsPerSecond())));
        snapshot.peak()
                .ifPresent(peak ->
                        summary.append("  peak %02d:00 (%s)".formatted(peak.hour(), Panels.number(peak.logins()))));
        first(snapshot.regions())
                .ifPresent(top -> summary.append("  top region ").append(top));
        first(snapshot.devices())
                .ifPresent(top -> summary.append("  top device ").append(top));
        return summary.toString();
    }

    private Optional<String> first(Ranking ranking) {
        Panels panels = new Panels(width, colour, unicode, false);
        return ranking.top().stream()
                .findFirst()
                .map(top -> panels.name(top.name(), MAX_NAME) + " " + Panels.number(top.count()));
    }
}
