package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.audit.evidence.Wire;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts what was published of a partition beside what had to be. Records of batches that overlap in time come in any order;
 * those that nothing awaits are kept aside until it is certain that nothing will. Not thread-safe.
 */
final class Publications {

    /** Records kept aside, of either kind; beyond that the oldest are judged. */
    private static final int MOST_ASIDE = 10_000;

    private final Partition partition;
    private final Consumer<Finding> findings;
    private final Wire wire;
    private final TreeMap<Long, Awaited> pending = new TreeMap<>();
    private final Ranges passed = new Ranges();

    /** What was published of batches, by the offset that this begins with. */
    private final TreeMap<Long, ChosenMetrics> chosen = new TreeMap<>();

    private final Map<Long, Long> repeated = new HashMap<>();
    private final Ranges repeatedOffsets = new Ranges();
    private final LinkedHashMap<String, List<Published.Insight>> insights = new LinkedHashMap<>();
    private final TreeMap<Long, Published.Letter> letters = new TreeMap<>();
    private int insightsAside;

    /** A batch, and the number of the manifest it came with. */
    private record Awaited(PendingBatch batch, long manifest) {}

    Publications(Partition partition, Wire wire, Consumer<Finding> findings) {
        this.partition = partition;
        this.wire = wire;
        this.findings = findings;
    }

    /** These metrics are published of batches from this offset on, up to the next call's. */
    void choose(long first, ChosenMetrics metrics) {
        if (!chosenAt(first).equals(metrics)) {
            chosen.put(first, metrics);
        }
    }

    private ChosenMetrics chosenAt(long offset) {
        Map.Entry<Long, ChosenMetrics> entry = chosen.floorEntry(offset);
        return entry == null ? ChosenMetrics.ALL : entry.getValue();
    }

    /** This has to be published. */
    void await(PendingBatch batch, long manifest) {
        pending.put(batch.first(), new Awaited(batch, manifest));
        List<Published.Insight> early = insights.remove(partition + "@" + batch.first() + "-" + batch.last());
        if (early != null) {
            insightsAside -= early.size();
            early.forEach(this::take);
        }
        List<Published.Letter> earlyLetters = new ArrayList<>(
                letters.subMap(batch.first(), true, batch.last(), true).values());
        earlyLetters.forEach(letter -> letters.remove(letter.offset()));
        earlyLetters.forEach(this::take);
        if (batch.isComplete()) {
            pending.remove(batch.first());
        }
    }

    /** What was published of these offsets is not looked at. */
    void pass(long first, long last) {
        passed.add(first, last);
    }

    /** This batch was counted more than once, which is known already. */
    void repeat(long first, long last) {
        repeated.put(first, last);
        repeatedOffsets.add(first, last);
    }

    void take(Published published) {
        if (passed.has(published.offset())) {
            return;
        }
        Map.Entry<Long, Awaited> entry = pending.floorEntry(published.offset());
        PendingBatch batch = entry == null || entry.getValue().batch().last() < published.offset()
                ? null
                : entry.getValue().batch();
        switch (published) {
            case Published.Insight insight -> {
                boolean isOfIt = batch != null && batch.first() == insight.offset() && batch.last() == insight.last();
                if (batch == null || !isOfIt || !batch.take(insight, findings)) {
                    aside(insight);
                }
            }
            case Published.Letter letter -> {
                if (batch == null || !batch.take(letter, findings)) {
                    aside(letter);
                }
            }
        }
        if (batch != null && batch.isComplete()) {
            pending.remove(batch.first());
        }
    }

    /** Batches of this manifest, and of those before it, are judged by what was found. */
    void settle(long manifest) {
        while (!pending.isEmpty() && pending.firstEntry().getValue().manifest() <= manifest) {
            pending.pollFirstEntry().getValue().batch().finish(findings);
        }
    }

    /** Nothing more comes. */
    void finish() {
        settle(Long.MAX_VALUE);
        while (!insights.isEmpty()) {
            judgeInsights();
        }
        while (!letters.isEmpty()) {
            judgeLetter();
        }
    }

    private void aside(Published.Insight insight) {
        insights.computeIfAbsent(insight.batch(), none -> new ArrayList<>()).add(insight);
        if (++insightsAside > MOST_ASIDE) {
            judgeInsights();
        }
    }

    private void aside(Published.Letter letter) {
        if (letters.put(letter.offset(), letter) != null) {
            extraLetter(letter);
        }
        if (letters.size() > MOST_ASIDE) {
            judgeLetter();
        }
    }

    private void judgeInsights() {
        List<Published.Insight> ofBatch = insights.pollFirstEntry().getValue();
        insightsAside -= ofBatch.size();
        Published.Insight one = ofBatch.getFirst();
        if (passed.has(one.offset()) || repeated.getOrDefault(one.offset(), -1L) == one.last()) {
            return;
        }
        if (wire.isWhole(ofBatch.stream().map(Published.Insight::value).toList(), chosenAt(one.offset()))) {
            findings.accept(new Finding(FindingCode.DUPLICATE_BATCH, one.batch(), "its insights once", "once more"));
            repeat(one.offset(), one.last());
        } else {
            String more = ofBatch.size() == 1 ? "" : " and " + (ofBatch.size() - 1) + " more";
            findings.accept(new Finding(FindingCode.EXTRA_INSIGHT, one.batch(), "none", metric(one.key()) + more));
        }
    }

    private void judgeLetter() {
        extraLetter(letters.pollFirstEntry().getValue());
    }

    private void extraLetter(Published.Letter letter) {
        long offset = letter.offset();
        if (!passed.has(offset) && !repeatedOffsets.has(offset)) {
            findings.accept(
                    new Finding(FindingCode.DEAD_LETTER_EXTRA, partition + "@" + offset, "none", "a dead letter"));
        }
    }

    /** What an insight is about, as far as its key may be shown: anybody may have written it. */
    private static String metric(String key) {
        int colon = key.indexOf(':');
        return Metric.of(colon < 0 ? key : key.substring(0, colon))
                .map(Metric::wireName)
                .orElse("a record");
    }
}
