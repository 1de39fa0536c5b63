package io.kafkafetch.adapters.tracing;

import io.kafkafetch.application.record.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all spans of this program share. Thread-safe. */
public final class Spans {

    /** Links of one span, at most: the first so many distinct ones, the others are not told. */
    static final int MAX_LINKS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Spans.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<TraceContext> FIELDS = new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable TraceContext carrier, String key) {
            if (carrier == null) {
                return null;
            }
            String value = key.equals("traceparent") ? carrier.traceparent() : carrier.tracestate();
            return value.isEmpty() ? null : value;
        }
    };

    private final Tracer tracer;
    private final AtomicLong warnedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** Makes spans with this, which its caller closes. */
    public Spans(OpenTelemetry openTelemetry) {
        this(openTelemetry.getTracer("io.kafkafetch"));
    }

    Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    Tracer tracer() {
        return tracer;
    }

    /** The span's context as text; none if the span is none. */
    static TraceContext contextOf(Span span) {
        Map<String, String> fields = new HashMap<>();
        W3C.inject(Context.root().with(span), fields, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        return new TraceContext(fields.getOrDefault("traceparent", ""), fields.getOrDefault("tracestate", ""));
    }

    /** The context that this text means; an invalid one if it means none. */
    static SpanContext parse(TraceContext trace) {
        return Span.fromContext(parsed(trace)).getSpanContext();
    }

    /** A context whose span is the one that this text means. */
    static Context parsed(TraceContext trace) {
        return W3C.extract(Context.root(), trace, FIELDS);
    }

    /**
     * The result of this. If it throws, the log says so at most every 30 s and the result is {@code otherwise}: a span is
     * never worth a login.
     */
    @SuppressWarnings("CatchingUnchecked")
    <T> T unharmed(Supplier<T> tracing, T otherwise) {
        try {
            return tracing.get();
        } catch (RuntimeException | LinkageError failure) {
            long last = warnedNanos.get();
            long now = System.nanoTime();
            if (now - last >= QUIET_NANOS && warnedNanos.compareAndSet(last, now)) {
                LOG.warn("A span is missing; everything else continues", failure);
            }
            return otherwise;
        }
    }

    /** Runs this. If it throws, the log says so at most every 30 s. */
    void unharmed(Runnable tracing) {
        unharmed(
                () -> {
                    tracing.run();
                    return true;
                },
                false);
    }
}
