package io.kafkafetch.application.audit;

import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Published;
import io.kafkafetch.application.audit.evidence.Wire;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has to be published of a batch, and was not found yet. Not thread-safe. */
final class PendingBatch {

    private final String name;
    private final long first;
    private final long last;
    private final String life;
    private final Wire wire;
    private final boolean hoursKnown;
    private final Map<String, byte[]> insights = new LinkedHashMap<>();
    private final TreeMap<Long, DeadLetter> letters = new TreeMap<>();

    /**
     * @param life which life of its stream the batch is of; empty where that is not known
     * @param hoursKnown whether the running hours of this outcome are those of the partition
     */
    PendingBatch(BatchOutcome outcome, String life, Wire wire, boolean hoursKnown) {
        LoginBatch batch = outcome.batch();
        this.name = batch.name();
        this.first = batch.firstOffset();
        this.last = batch.lastOffset();
        this.life = life;
        this.wire = wire;
        this.hoursKnown = hoursKnown;
        wire.insights(outcome).forEach(written -> insights.put(written.key(), written.value()));
        batch.deadLetters().forEach(letter -> letters.put(letter.origin().offset(), letter));
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    boolean isComplete() {
        return insights.isEmpty() && letters.isEmpty();
    }

    /** Whether this insight was awaited. */
    boolean take(Published.Insight insight, Consumer<Finding> findings) {
        byte @Nullable [] expected = insights.remove(insight.key());
        if (expected == null) {
            return false;
        }
        if (hoursKnown || !wire.isRunning(insight.key())) {
            wire.insight(expected, insight.value())
                    .ifPresent(difference ->
                            findings.accept(difference.finding(FindingCode.DIFFERS, name, insight.key())));
        }
        return true;
    }

    /** Whether this letter was awaited. */
    boolean take(Published.Letter letter, Consumer<Finding> findings) {
        DeadLetter expected = letters.remove(letter.offset());
        if (expected == null) {
            return false;
        }
        wire.letter(expected, life, letter.record())
                .ifPresent(difference -> findings.accept(
                        difference.finding(FindingCode.DEAD_LETTER_DIFFERS, name, "of offset " + letter.offset())));
        return true;
    }

    /** Nothing more comes. */
    void finish(Consumer<Finding> findings) {
        missing(insights.keySet())
                .ifPresent(keys -> findings.accept(new Finding(FindingCode.MISSING_INSIGHT, name, keys, "none")));
        missing(letters.keySet())
                .ifPresent(offsets -> findings.accept(new Finding(
                        FindingCode.DEAD_LETTER_MISSING, name, "a dead letter of offset " + offsets, "none")));
    }

    private static Optional<String> missing(Collection<?> awaited) {
        return awaited.stream()
                .findFirst()
                .map(one -> awaited.size() == 1 ? one.toString() : one + " and " + (awaited.size() - 1) + " more");
    }
}
