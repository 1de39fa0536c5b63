package io.kafkafetch.adapters.tracing;

import io.kafkafetch.application.record.TraceContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spans of HTTP requests. Thread-safe. */
public final class TracedRequests {

    private static final int FIRST_SERVER_ERROR = 500;

    private final Spans spans;

    /** Of these spans. */
    public TracedRequests(Spans spans) {
        this.spans = spans;
    }

    /** A request under way. Micronaut carries it to each thread that works on the request. */
    record TracedRequest(Span span) implements ThreadPropagatedContextElement<Scope> {

        @Override
        @SuppressWarnings("MustBeClosedChecker") // Micronaut restores, always
        public Scope updateThreadContext() {
            return Context.root().with(span).makeCurrent();
        }

        @Override
        public void restoreThreadContext(@Nullable Scope entered) {
            if (entered != null) {
                entered.close();
            }
        }
    }

    /** Begins a request's span; empty if that fails. It holds nothing of the request but its method and the route's path. */
    Optional<TracedRequest> begin(HttpRequest<?> request, String route) {
        return spans.unharmed(
                () -> {
                    HttpMethod known = request.getMethod();
                    String method = known == HttpMethod.CUSTOM ? "_OTHER" : known.name();
                    Span span = spans.tracer()
                            .spanBuilder((known == HttpMethod.CUSTOM ? "HTTP" : method) + " " + route)
                            .setParent(Spans.parsed(sent(request.getHeaders())))
                            .setSpanKind(SpanKind.SERVER)
                            .setAttribute(Attributes.METHOD, method)
                            .setAttribute(Attributes.ROUTE, route)
                            .setAttribute(Attributes.PATH, route)
                            .setAttribute(Attributes.SCHEME, request.isSecure() ? "https" : "http")
                            .startSpan();
                    return Optional.of(new TracedRequest(span));
                },
                Optional.empty());
    }

    /** Ends it; what went wrong on this side is an error. */
    void end(TracedRequest request, int status) {
        spans.unharmed(() -> {
            request.span().setAttribute(Attributes.STATUS, (long) status);
            if (status >= FIRST_SERVER_ERROR) {
                request.span().setStatus(StatusCode.ERROR).setAttribute(Attributes.ERROR_TYPE, String.valueOf(status));
            }
            request.span().end();
        });
    }

    private static TraceContext sent(HttpHeaders headers) {
        return new TraceContext(header(headers, "traceparent"), header(headers, "tracestate"));
    }

    private static String header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.get(name)).orElse("");
    }
}
