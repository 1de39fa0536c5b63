package io.kafkafetch.adapters.console.letter;

import io.kafkafetch.adapters.console.text.DisplayText;
import io.kafkafetch.application.letter.LetterId;
import io.kafkafetch.application.letter.LetterState;
import io.kafkafetch.application.replay.ReplayBalance;
import io.kafkafetch.application.replay.ReplayBalance.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a replay did, or would do, as lines: a sentence, and a line for each kind with the first letters of it.
 *
 * @param state of the letters that were chosen among
 * @param rules by which records were changed, in the words of the balance, in their order
 * @param sentTo the topic that records were sent to; empty where nothing was sent
 * @param width of the terminal
 */
public record ReplaySheet(LetterState state, List<String> rules, String sentTo, int width) {

    private static final int COUNT = 9;

    /** Kinds of one outcome that have a line; all others together have one more. */
    private static final int MOST_KINDS = 8;

    public ReplaySheet {
        rules = List.copyOf(rules);
    }

    public List<String> lines(ReplayBalance balance) {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(balance));
        kinds(lines, isDry() ? "would be sent: " : "sent: ", balance.accepted());
        kinds(lines, "rejected again: ", balance.rejectedAgain());
        kinds(lines, isDry() ? "would be parked: " : "parked: ", balance.parked());
        kinds(lines, "cannot be sent: ", balance.refused());
        return lines;
    }

    private boolean isDry() {
        return sentTo.isEmpty();
    }

    private String sentence(ReplayBalance balance) {
        List<String> parts = new ArrayList<>();
        long accepted = ReplayBalance.sum(balance.accepted());
        parts.add(Texts.number(accepted) + (isDry() ? " would be accepted" : " sent to " + sentTo) + rules(balance));
        add(parts, balance.rejectedAgain(), " would be rejected again and are not sent");
        add(parts, balance.parked(), isDry() ? " would be parked" : " parked");
        add(parts, balance.refused(), " cannot be sent");
        return Texts.number(balance.chosen()) + " " + state.text() + ": " + String.join(", ", parts);
    }

    private static void add(List<String> parts, Map<String, Kind> kinds, String what) {
        long count = ReplayBalance.sum(kinds);
        if (count > 0) {
            parts.add(Texts.number(count) + what);
        }
    }

    /** Which rules changed what was accepted: {@code (rule 1, rule 3)}. */
    private String rules(ReplayBalance balance) {
        List<String> applied = balance.accepted().keySet().stream()
                .flatMap(kind -> Arrays.stream(kind.split(", ")))
                .distinct()
                .toList();
        List<String> named = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (applied.contains(rules.get(i))) {
                named.add("rule " + (i + 1));
            }
        }
        if (applied.contains("")) {
            named.add("as they are");
        }
        return named.isEmpty() ? "" : " (" + String.join(", ", named) + ")";
    }

    private void kinds(List<String> lines, String what, Map<String, Kind> kinds) {
        List<Map.Entry<String, Kind>> sorted = kinds.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Kind> kind) ->
                                -kind.getValue().count())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        sorted.stream().limit(MOST_KINDS).forEach(kind -> {
            lines.add(counted(kind.getValue().count())
                    + what
                    + DisplayText.harmless(kind.getKey().isEmpty() ? "as they are" : kind.getKey(), true));
            lines.add(" ".repeat(COUNT + 2) + examples(kind.getValue()));
        });
        long others = sorted.stream()
                .skip(MOST_KINDS)
                .mapToLong(kind -> kind.getValue().count())
                .sum();
        if (others > 0) {
            lines.add(counted(others) + what + "for " + (sorted.size() - MOST_KINDS) + " other reasons");
        }
    }

    private static String counted(long count) {
        String text = Texts.number(count);
        return " ".repeat(Math.max(0, COUNT - text.length())) + text + "  ";
    }

    /** As many ids as fit, at least one. */
    private String examples(Kind kind) {
        StringBuilder text = new StringBuilder(kind.examples().getFirst().toString());
        for (LetterId letter : kind.examples().subList(1, kind.examples().size())) {
            if (COUNT + 2 + text.length() + 2 + letter.toString().length() + 3 <= width) {
                text.append(", ").append(letter);
            }
        }
        return kind.count() > kind.examples().size()
                        || text.toString().split(", ").length < kind.examples().size()
                ? text + ", …"
                : text.toString();
    }
}
