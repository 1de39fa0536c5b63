package io.kafkafetch.application.ledger;

import io.kafkafetch.application.batch.BatchOutcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Adds up the records that this process passed over since its start, by rule: they are no logins and no faults. Batches of
 * them alone have no insights, so nothing that is published but tallies says their number. At most {@value #MOST_RULES} rules
 * are counted by themselves, the others together. Thread-safe.
 */
public final class SkippedTotals implements Commits {

    private static final int MOST_RULES = 100;
    private static final String OTHER = "other";

    private final Map<String, Long> totals = new HashMap<>();

    /**
     * The records that one rule skipped.
     *
     * @param rule see {@link io.kafkafetch.domain.login.Validation.Skipped}; {@value SkippedTotals#OTHER} for all beyond the bound
     * @param records at least 1
     */
    public record Total(String rule, long records) {}

    @Override
    public synchronized void committed(Commit commit) {
        for (BatchOutcome outcome : commit.outcomes()) {
            outcome.batch().skippedBy().forEach(this::add);
        }
    }

    private void add(String rule, long records) {
        boolean isKnown = totals.containsKey(rule) || totals.size() < MOST_RULES;
        totals.merge(isKnown ? rule : OTHER, records, Long::sum);
    }

    /** The most first, of equals by the rule; empty where nothing was skipped. */
    public synchronized List<Total> totals() {
        return totals.entrySet().stream()
                .map(total -> new Total(total.getKey(), total.getValue()))
                .sorted(Comparator.comparingLong(Total::records).reversed().thenComparing(Total::rule))
                .toList();
    }

    /** For people, such as {@code /eventType 523, /outcome/result 7}; empty where nothing was skipped. */
    @Override
    public String toString() {
        return totals().stream()
                .map(total -> total.rule() + " " + total.records())
                .collect(Collectors.joining(", "));
    }
}
