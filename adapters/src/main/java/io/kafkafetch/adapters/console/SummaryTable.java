package io.kafkafetch.adapters.console;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.domain.insight.Metric;
import io.kafkafetch.domain.users.UserSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the totals of an input that was read to its end into lines of text, none wider than the terminal. Pure.
 *
 * @param hours whether the hours of the day are shown
 * @param rankings the metrics whose names are ranked
 * @param top how many names of a ranking are shown, at least 1; the rest is added up as "others"
 * @param zone time zone of the hours, to be named
 */
public record SummaryTable(boolean hours, Set<Metric.Ranked> rankings, int top, String zone) {

    private static final int REASONS = 10;

    public SummaryTable {
        rankings = Set.copyOf(rankings);
    }

    /**
     * The lines for a terminal such as this.
     *
     * @param period what the logins are from; none where there are none
     * @param users of the logins; none where they are not asked for
     */
    public List<String> lines(
            Snapshot snapshot, Optional<Period> period, Optional<UserSketch> users, Terminal terminal) {
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
        users.ifPresent(known -> {
            lines.add("");
            lines.addAll(panels.users(known));
        });
        if (hours) {
            lines.add("");
            lines.addAll(panels.hours(snapshot, " " + zone));
        }
        Ranked.groups(Ranked.of(rankings, snapshot, top), panels.rankingsInALine())
                .forEach(together -> {
                    lines.add("");
                    int most = together.stream().mapToInt(Ranked::rows).max().orElse(0);
                    lines.addAll(panels.rankings(together, most));
                });
        if (snapshot.rejected() > 0) {
            lines.add("");
            lines.addAll(panels.reasons(snapshot.reasons().first(REASONS)));
        }
        return List.copyOf(lines);
    }
}
