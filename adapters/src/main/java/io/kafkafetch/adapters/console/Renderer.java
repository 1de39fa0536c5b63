package io.kafkafetch.adapters.console;

import io.kafkafetch.domain.insight.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a snapshot of a run into lines of text, none wider than asked for. Pure: the same snapshot gives the same lines.
 *
 * @param width in columns, at least 1; made for 40 and more
 * @param colour with ANSI colours
 * @param unicode with block characters; otherwise ASCII alone
 */
public record Renderer(int width, boolean colour, boolean unicode) {

    private static final List<Metric.Ranked> RANKED = List.of(Metric.Ranked.values());

    private static final int LEAST_ROWS = 2;
    private static final int ROWS = 5;

    /** Room for all rankings, their titles and lines of others included. */
    private static final int RANKING_LINES = 10;

    private static final int MAX_NAME = 18;

    /** @throws IllegalArgumentException if {@code width} is below 1 */
    public Renderer {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width);
        }
    }

    /** The whole view, at most 24 lines, or 31 where it is too narrow for two rankings side by side. */
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
        int inALine = panels.rankingsInALine();
        int rows = Math.clamp(RANKING_LINES / Math.ceilDiv(RANKED.size(), inALine) - 2, LEAST_ROWS, ROWS);
        // Always as many lines, so that the view does not jump.
        Ranked.groups(Ranked.of(RANKED, snapshot, rows), inALine)
                .forEach(together -> lines.addAll(panels.rankings(together, rows + 1)));
        if (snapshot.rejected() > 0) {
            lines.add("");
            lines.addAll(panels.reasonsInLines(snapshot.reasons().first(ROWS)));
        }
        return List.copyOf(lines);
    }

    /** The essence in one line, for a log; without colour and of any width. */
    public String summary(Snapshot snapshot) {
        StringBuilder summary = new StringBuilder("accepted %s  rejected %s"
                .formatted(Panels.number(snapshot.accepted()), Panels.number(snapshot.rejected())));
        if (snapshot.skipped() > 0) {
            summary.append("  skipped ").append(Panels.number(snapshot.skipped()));
        }
        summary.append("  rate %s/s".formatted(Panels.number(snapshot.loginsPerSecond())));
        snapshot.peak()
                .ifPresent(peak ->
                        summary.append("  peak %02d:00 (%s)".formatted(peak.hour(), Panels.number(peak.logins()))));
        Panels panels = new Panels(width, colour, unicode, false);
        for (Metric.Ranked metric : RANKED) {
            snapshot.ranking(metric).top().stream()
                    .findFirst()
                    .ifPresent(top -> summary.append("  top ")
                            .append(metric.dimension().singular())
                            .append(' ')
                            .append(panels.name(top.name(), MAX_NAME))
                            .append(' ')
                            .append(Panels.number(top.count())));
        }
        return summary.toString();
    }
}
