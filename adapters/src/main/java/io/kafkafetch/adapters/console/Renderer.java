package io.kafkafetch.adapters.console;

import io.kafkafetch.adapters.console.Panels.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a snapshot of a run into lines of text, none wider than asked for. Pure: the same snapshot gives the same lines.
 *
 * @param width in columns, at least 1; made for 60 and more
 * @param colour with ANSI colours
 * @param unicode with block characters; otherwise ASCII alone
 */
public record Renderer(int width, boolean colour, boolean unicode) {

    private static final int ROWS = 5;
    private static final int MAX_NAME = 18;

    /** @throws IllegalArgumentException if {@code width} is below 1 */
    public Renderer {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width);
        }
    }

    /** The whole view, at most 20 lines. */
    public List<String> view(Snapshot snapshot) {
        Panels panels = new Panels(width, colour, unicode, false);
        List<String> lines = new ArrayList<>();
        lines.add(panels.header(snapshot));
        lines.add("");
        lines.addAll(panels.counters(snapshot));
        lines.add("");
        lines.addAll(panels.hours(snapshot, ""));
        lines.add("");
        lines.addAll(panels.rankings(
                List.of(
                        new Ranked("Logins per region", snapshot.regions().first(ROWS)),
                        new Ranked("Device usage", snapshot.devices().first(ROWS))),
                ROWS + 1)); // always as many, so that the view does not jump
        if (snapshot.rejected() > 0) {
            lines.add("");
            lines.add(panels.reasonsInOneLine(snapshot.reasons().first(ROWS)));
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
