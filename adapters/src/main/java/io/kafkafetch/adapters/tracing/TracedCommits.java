package io.kafkafetch.adapters.tracing;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.ledger.Commits;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Gives each commit a span, with links to the batches that it made durable, the first {@link Spans#MAX_LINKS}. It is made
 * once the commit is done, so that no commit waits for it; one that fails has none. Thread-safe.
 */
public final class TracedCommits implements Commits {

    private final Spans spans;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime the monotonic clock that commits are measured by */
    public TracedCommits(Spans spans, InstantSource clock, LongSupplier nanoTime) {
        this.spans = spans;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public void committed(Commit commit) {
        spans.unharmed(() -> span(commit));
    }

    private void span(Commit commit) {
        List<BatchOutcome> outcomes = commit.outcomes();
        Instant now = clock.instant();
        long nowNanos = nanoTime.getAsLong();
        SpanBuilder builder = spans.tracer()
                .spanBuilder("commit")
                .setParent(Context.root())
                .setStartTimestamp(now.minusNanos(nowNanos - commit.startedNanos()))
                .setAttribute(Attributes.BATCHES, (long) outcomes.size())
                .setAttribute(
                        Attributes.ACCEPTED,
                        outcomes.stream()
                                .mapToLong(outcome -> outcome.batch().events())
                                .sum())
                .setAttribute(
                        Attributes.REJECTED,
                        outcomes.stream()
                                .mapToLong(outcome -> outcome.batch().rejected())
                                .sum());
        long skipped = outcomes.stream()
                .mapToLong(outcome -> outcome.batch().skipped())
                .sum();
        if (skipped > 0) {
            builder.setAttribute(Attributes.SKIPPED, skipped);
        }
        outcomes.stream()
                .map(outcome -> Spans.parse(outcome.trace()))
                .filter(SpanContext::isSampled)
                .limit(Spans.MAX_LINKS)
                .forEach(builder::addLink);
        builder.startSpan().end(now.minusNanos(nowNanos - commit.endedNanos()));
    }
}
