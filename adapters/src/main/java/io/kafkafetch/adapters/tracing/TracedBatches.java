package io.kafkafetch.adapters.tracing;

import io.kafkafetch.application.batch.BatchOutcome;
import io.kafkafetch.application.batch.LoginBatch;
import io.kafkafetch.application.batch.ProcessBatch;
import io.kafkafetch.application.record.TraceContext;
import io.kafkafetch.domain.insight.Dimension;
import io.kafkafetch.domain.insight.HourCounts;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Gives each batch a span: from its first record, read and checked, until it is decided. A batch has as many parents as
 * records, so it begins a trace of its own, and links to those that its records were sent in. What is decided is the
 * same; a batch that cannot be decided has no span. Thread-safe.
 */
public final class TracedBatches implements ProcessBatch {

    private final ProcessBatch processBatch;
    private final Spans spans;
    private final BatchLinks links;
    private final Optional<String> group;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /**
     * Spans for what this decides.
     *
     * @param links the traces of the batches' records
     * @param group the consumer group; empty where the source is not Kafka
     * @param nanoTime the monotonic clock that batches are opened by
     */
    public TracedBatches(
            ProcessBatch processBatch,
            Spans spans,
            BatchLinks links,
            Optional<String> group,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.processBatch = processBatch;
        this.spans = spans;
        this.links = links;
        this.group = group;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public BatchOutcome process(LoginBatch batch, HourCounts running) {
        BatchOutcome outcome = processBatch.process(batch, running);
        return spans.unharmed(() -> outcome.in(span(outcome)), outcome);
    }

    @Override
    public Set<Dimension> dimensions() {
        return processBatch.dimensions();
    }

    private TraceContext span(BatchOutcome outcome) {
        LoginBatch batch = outcome.batch();
        String topic = batch.partition().stream();
        Instant now = clock.instant();
        SpanBuilder builder = spans.tracer()
                .spanBuilder("process " + topic)
                .setParent(Context.root())
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(now.minusNanos(nanoTime.getAsLong() - batch.openedAtNanos()))
                .setAttribute(Attributes.OPERATION_NAME, "process")
                .setAttribute(Attributes.OPERATION_TYPE, "process")
                .setAttribute(Attributes.DESTINATION, topic)
                .setAttribute(
                        Attributes.PARTITION, String.valueOf(batch.partition().number()))
                .setAttribute(Attributes.MESSAGES, batch.records());
        group.ifPresent(name -> builder.setAttribute(Attributes.SYSTEM, Attributes.KAFKA)
                .setAttribute(Attributes.GROUP, name)
                .setAttribute(Attributes.OFFSET, batch.firstOffset()));
        links.take(batch).forEach(builder::addLink);
        Span span = builder.startSpan();
        if (span.isRecording()) {
            span.setAttribute(Attributes.BATCH, batch.name())
                    .setAttribute(Attributes.TRIGGER, batch.trigger().name().toLowerCase(Locale.ROOT))
                    .setAttribute(Attributes.ACCEPTED, batch.events())
                    .setAttribute(Attributes.REJECTED, (long) batch.rejected())
                    .setAttribute(Attributes.INSIGHTS, (long) outcome.insights().size());
            if (batch.skipped() > 0) {
                span.setAttribute(Attributes.SKIPPED, batch.skipped());
            }
        }
        span.end(now);
        return Spans.contextOf(span);
    }
}
