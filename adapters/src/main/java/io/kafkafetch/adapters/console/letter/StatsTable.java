package io.kafkafetch.adapters.console.letter;

import io.kafkafetch.adapters.console.text.Bars;
import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.adapters.console.text.Line;
import io.kafkafetch.adapters.console.text.Line.Style;
import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.letter.LetterStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of letters as lines, none wider than the terminal unless an id is.
 *
 * @param topic of the letters
 * @param retention how long the topic keeps a letter; empty where that is not known or it has no end
 * @param now for how long it still does
 */
public record StatsTable(String topic, Optional<Duration> retention, Instant now) {

    private static final int MOST_ROWS = 20;
    private static final int NAME = 24;
    private static final int COUNT_END = 36;

    public List<String> lines(LetterStats stats, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add("Dead letters in " + topic);
        lines.add("");
        for (LetterState state : LetterState.values()) {
            lines.add(new Line(terminal.width(), terminal.colour())
                    .to(2)
                    .add(Style.PLAIN, state.text())
                    .addEndingAt(COUNT_END, Style.STRONG, Texts.number(stats.in(state)))
                    .toString());
        }
        Comparator<Map.Entry<String, Long>> most =
                Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        block(lines, "Open by reason", stats.reasons(), most, terminal);
        block(lines, "Open by field", stats.fields(), most, terminal);
        block(
                lines,
                "Open by day (UTC)",
                stats.days(),
                Map.Entry.<String, Long>comparingByKey().reversed(),
                terminal);
        stats.oldestOpen().ifPresent(oldest -> {
            lines.add("");
            lines.add("Oldest open: " + oldest.id());
            lines.add("  published " + Texts.time(oldest.published()) + " UTC"
                    + retention.map(kept -> kept(oldest.published().plus(kept))).orElse(""));
        });
        return lines;
    }

    private String kept(Instant until) {
        return until.isAfter(now)
                ? "; the topic keeps it for " + Texts.span(Duration.between(now, until)) + " more"
                : "; the topic may delete it at any moment";
    }

    private static void block(
            List<String> lines,
            String title,
            Map<String, Long> counts,
            Comparator<Map.Entry<String, Long>> order,
            Terminal terminal) {
        if (counts.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        List<Map.Entry<String, Long>> sorted =
                counts.entrySet().stream().sorted(order).toList();
        long largest = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        Bars bars = Bars.of(terminal.unicode());
        for (Map.Entry<String, Long> count : sorted.subList(0, Math.min(MOST_ROWS, sorted.size()))) {
            lines.add(new Line(terminal.width(), terminal.colour())
                    .to(2)
                    .add(
                            Style.PLAIN,
                            DisplayText.fit(
                                    DisplayText.harmless(count.getKey(), terminal.unicode()),
                                    NAME,
                                    terminal.unicode() ? "…" : "..."))
                    .addEndingAt(COUNT_END, Style.STRONG, Texts.number(count.getValue()))
                    .to(COUNT_END + 2)
                    .add(Style.BAR, bars.bar(count.getValue(), largest, Math.max(1, terminal.width() - COUNT_END - 2)))
                    .toString());
        }
        long others =
                sorted.stream().skip(MOST_ROWS).mapToLong(Map.Entry::getValue).sum();
        if (others > 0) {
            lines.add(new Line(terminal.width(), terminal.colour())
                    .to(2)
                    .add(Style.FAINT, sorted.size() - MOST_ROWS + " others")
                    .addEndingAt(COUNT_END, Style.FAINT, Texts.number(others))
                    .toString());
        }
    }
}
