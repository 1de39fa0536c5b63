package io.kafkafetch.bootstrap.live;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.ledger.Commits;
import io.kafkafetch.application.published.PublishedInsight;
import io.kafkafetch.application.published.PublishedListener;
import io.kafkafetch.application.published.RejectedRecord;
import io.kafkafetch.application.record.Delivery.DeadLetter;
import io.kafkafetch.domain.insight.Insight;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reports what this instance commits as if it were read where it is published: for sinks that nobody can read back. What
 * was committed before this start is not reported. Thread-safe; commits of several threads wait for each other.
 */
final class LiveTap implements Commits {

    private final List<PublishedListener> listeners;
    private final InstantSource clock;

    /** @param listeners hear at once that there is nothing to load */
    LiveTap(List<PublishedListener> listeners, InstantSource clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.listeners.forEach(PublishedListener::begin);
        this.listeners.forEach(PublishedListener::live);
    }

    @Override
    public synchronized void committed(Commit commit) {
        Instant now = clock.instant();
        listeners.forEach(listener -> commit.outcomes().forEach(outcome -> report(outcome, now, listener)));
    }

    private static void report(BatchOutcome outcome, Instant now, PublishedListener listener) {
        for (Insight insight : outcome.insights()) {
            listener.insight(PublishedInsight.of(insight, outcome.batch()), now);
        }
        for (DeadLetter deadLetter : outcome.batch().deadLetters()) {
            listener.rejected(RejectedRecord.of(deadLetter, now));
        }
    }
}
