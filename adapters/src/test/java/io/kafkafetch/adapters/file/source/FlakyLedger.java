package io.kafkafetch.adapters.file.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.memory.InMemoryLedger;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Keeps outcomes in memory, and fails as it is told; knows which lines were committed. Thread-safe. */
final class FlakyLedger implements OutcomeLedger {

    /** What becomes of a commit. */
    enum Fate {
        /** It succeeds. */
        FINE,
        /** It fails, and nothing is committed. */
        REFUSED,
        /** It succeeds, and nobody is told. */
        ANSWER_LOST,
        /** The process dies before it. */
        KILLED_BEFORE,
        /** The process dies after it. */
        KILLED_AFTER,
    }

    /** The end of the process: nothing that the source could handle. */
    static final class Kill extends Error {
        private static final long serialVersionUID = 1;
    }

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private UnaryOperator<String> bookmark = UnaryOperator.identity();
    private int commits;

    /** What becomes of the next commits; all after them are fine. */
    synchronized void next(Fate... fates) {
        this.fates.addAll(List.of(fates));
    }

    /** From now on commits have this fate once, and then are fine. */
    synchronized void only(Fate fate) {
        fates.clear();
        fates.add(fate);
    }

    /** Commits that were tried. */
    synchronized int commits() {
        return commits;
    }

    @Override
    public synchronized void commit(List<BatchOutcome> outcomes) {
        commits++;
        Fate fate = fates.isEmpty() ? Fate.FINE : fates.remove();
        switch (fate) {
            case FINE -> ledger.commit(outcomes);
            case REFUSED -> throw new IllegalStateException("the disk is full");
            case ANSWER_LOST -> {
                ledger.commit(outcomes);
                throw new IllegalStateException("no answer");
            }
            case KILLED_BEFORE -> throw new Kill();
            case KILLED_AFTER -> {
                ledger.commit(outcomes);
                throw new Kill();
            }
        }
    }

    @Override
    public synchronized void advance(Map<Partition, Checkpoint> positions) {
        ledger.advance(positions);
    }

    @Override
    public synchronized Map<Partition, Checkpoint> checkpoints(Collection<Partition> partitions) {
        Map<Partition, Checkpoint> checkpoints = new HashMap<>(ledger.checkpoints(partitions));
        checkpoints.replaceAll((partition, checkpoint) ->
                new Checkpoint(checkpoint.position(), checkpoint.running(), bookmark.apply(checkpoint.bookmark())));
        bookmark = UnaryOperator.identity();
        return checkpoints;
    }

    /** What is made of a bookmark that is asked for next. */
    synchronized void bookmark(UnaryOperator<String> made) {
        bookmark = made;
    }

    List<BatchOutcome> committed() {
        return ledger.committed();
    }

    /** The lines that were committed, which are no logins, in order; fails unless offsets have no gap and no overlap. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        long next = 0;
        for (BatchOutcome outcome : ledger.committed()) {
            assertThat(outcome.batch().firstOffset()).isEqualTo(next);
            next = outcome.batch().lastOffset() + 1;
            assertThat(outcome.batch().events() + outcome.batch().rejected())
                    .isEqualTo(next - outcome.batch().firstOffset());
            outcome.batch()
                    .deadLetters()
                    .forEach(letter -> lines.add(
                            new String(requireNonNull(letter.original().value()), UTF_8)));
        }
        return lines;
    }
}
