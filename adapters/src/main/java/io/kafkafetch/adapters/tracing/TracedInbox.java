package io.kafkafetch.adapters.tracing;

import io.kafkafetch.application.intake.LoginInbox;
import io.kafkafetch.application.record.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An inbox whose appends have a span each, from the call until all of it is durable, in the trace of the calling thread if
 * it has one; the entries carry its context on. Thread-safe.
 */
public final class TracedInbox implements LoginInbox {

    private final LoginInbox inbox;
    private final Spans spans;
    private final String topic;

    /** @param topic the topic that this inbox is */
    public TracedInbox(LoginInbox inbox, Spans spans, String topic) {
        this.inbox = inbox;
        this.spans = spans;
        this.topic = topic;
    }

    @Override
    public CompletionStage<Void> append(List<Entry> entries) {
        Span span = spans.unharmed(() -> start(entries.size()), Span.getInvalid());
        TraceContext trace = spans.unharmed(() -> Spans.contextOf(span), TraceContext.NONE);
        CompletionStage<Void> durable;
        try {
            durable = inbox.append(
                    trace.isPresent()
                            ? entries.stream()
                                    .map(entry -> new Entry(entry.key(), entry.value(), trace))
                                    .toList()
                            : entries);
        } catch (RuntimeException refused) {
            spans.unharmed(() -> end(span, refused));
            throw refused;
        }
        return durable.whenComplete((done, failure) -> spans.unharmed(() -> end(span, failure)));
    }

    @Override
    public boolean isFull() {
        return inbox.isFull();
    }

    private Span start(int entries) {
        return spans.tracer()
                .spanBuilder("send " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(Attributes.SYSTEM, Attributes.KAFKA)
                .setAttribute(Attributes.OPERATION_NAME, "send")
                .setAttribute(Attributes.OPERATION_TYPE, "send")
                .setAttribute(Attributes.DESTINATION, topic)
                .setAttribute(Attributes.MESSAGES, (long) entries)
                .startSpan();
    }

    /** The failure's message is left out: it belongs in the log, and might one day hold parts of a record. */
    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute(Attributes.ERROR_TYPE, failure.getClass().getName());
        }
        span.end();
    }
}
