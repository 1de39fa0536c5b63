package io.kafkafetch.adapters.kafka.source;

import io.kafkafetch.adapters.kafka.client.Backoff;
import io.kafkafetch.adapters.kafka.ledger.RecreatedTopicException;
import io.kafkafetch.adapters.kafka.source.LaneStatus.Concern;
import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.ledger.OutcomeLedger;
import io.kafkafetch.application.record.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A lane's commit thread: takes the oldest of what waits in the {@link Outbox} and commits it as one unit, again and
 * again. A commit that fails leaves everything in the outbox; before the next try the committed checkpoints say what of
 * it is done. It never gives up and never skips: while commits fail the outbox fills, and the lane stops reading.
 */
final class Committer implements Runnable {

    private static final Duration IDLE = Duration.ofMillis(500);

    private final Outbox outbox;
    private final OutcomeLedger ledger;
    private final Runnable idle;
    private final Prelude prelude;
    private final Backoff backoff;
    private final LaneStatus status;
    private volatile boolean stopped;
    private boolean unclear;

    /** What must be done before the first commit, such as waiting for the cluster; blocks until it is. */
    @FunctionalInterface
    interface Prelude {
        void play() throws InterruptedException;
    }

    /** @param idle done again and again while there is nothing to commit; neither fails nor takes long */
    Committer(Outbox outbox, OutcomeLedger ledger, Runnable idle, Prelude prelude, Backoff backoff, LaneStatus status) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.idle = idle;
        this.prelude = prelude;
        this.backoff = backoff;
        this.status = status;
    }

    /** Ends {@link #run} after the commit under way; a caller that needs the rest committed has waited for it. */
    void stop() {
        status.committing().stop();
        stopped = true;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public void run() {
        LogFields.lane(status.lane());
        try {
            status.committing().rest("waiting for the cluster");
            prelude.play();
            outbox.open();
            while (!stopped) {
                try {
                    status.committing().beat("waiting for something to commit");
                    commit(outbox.awaitWork(IDLE));
                } catch (RecreatedTopicException gone) {
                    // The poll thread gives these outcomes up, and says what happened.
                    unclear = true;
                    backoff.pause();
                } catch (RuntimeException | Error failure) {
                    unclear = true;
                    status.trouble(Concern.COMMIT, failure);
                    status.committing().rest("pausing after a failure");
                    backoff.pause();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<BatchOutcome> outcomes) {
        if (unclear) {
            status.committing().beat("asking what is committed");
            outbox.settle(ledger.checkpoints(outbox.waitingPartitions()));
            unclear = false;
            fineIfNothingWaits();
            LogFields.done();
        } else if (!outcomes.isEmpty()) {
            LogFields.work(outcomes);
            status.committing().beat("committing");
            ledger.commit(outcomes);
            outbox.committed(outcomes);
            backoff.reset();
            status.fine(Concern.COMMIT);
            LogFields.done();
        } else {
            advance(outbox.positions());
            fineIfNothingWaits();
            idle.run();
        }
    }

    private void advance(Map<Partition, Checkpoint> positions) {
        if (!positions.isEmpty()) {
            status.committing().beat("committing positions");
            ledger.advance(positions);
            outbox.advanced(positions);
            backoff.reset();
        }
    }

    /** What could not be committed turned out to be, or is another's to commit now. */
    private void fineIfNothingWaits() {
        if (outbox.waitingPartitions().isEmpty()) {
            status.fine(Concern.COMMIT);
        }
    }
}
