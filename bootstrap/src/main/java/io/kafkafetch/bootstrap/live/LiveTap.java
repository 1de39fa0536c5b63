package io.kafkafetch.bootstrap.live;

import io.kafkafetch.adapters.json.InsightRecord;
import io.kafkafetch.adapters.kafka.published.PublishedDeadLetter;
import io.kafkafetch.adapters.kafka.published.PublishedListener;
import io.kafkafetch.application.BatchOutcome;
import io.kafkafetch.application.Commits;
import io.kafkafetch.application.Delivery.DeadLetter;
import io.kafkafetch.domain.Insight;
import io.kafkafetch.domain.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells of what this instance commits as if it were read where it is published: for sinks that nobody can read back.
 * What was committed before this start is not told of. Thread-safe; commits of several threads wait for each other.
 */
final class LiveTap implements Commits {

    private final PublishedListener listener;
    private final InstantSource clock;

    /** @param listener is told at once that there is nothing to load */
    LiveTap(PublishedListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
        listener.begin();
        listener.live();
    }

    @Override
    public synchronized void committed(Commit commit) {
        Instant now = clock.instant();
        for (BatchOutcome outcome : commit.outcomes()) {
            for (Insight insight : outcome.insights()) {
                listener.insight(InsightRecord.of(insight, outcome.batch()), now);
            }
            for (DeadLetter deadLetter : outcome.batch().deadLetters()) {
                listener.deadLetter(
                        new PublishedDeadLetter(
                                deadLetter.origin(),
                                deadLetter.reasons().stream()
                                        .map(LiveTap::reason)
                                        .toList(),
                                now),
                        now);
            }
        }
    }

    private static PublishedDeadLetter.Reason reason(Reason reason) {
        Optional<String> field = switch (reason) {
            case Reason.OfField ofField -> Optional.of(ofField.field().wireName());
            case Reason.OfRecord ofRecord -> Optional.empty();
        };
        return new PublishedDeadLetter.Reason(reason.code(), field);
    }
}
