package io.kafkafetch.adapters.tracing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Where posted logins come in: the request's span goes on with the client's trace, or begins one. Other requests (a page's,
 * a probe's) have no span. Thread-safe.
 */
@ServerFilter(TracingFilter.ROUTE)
@Requires(beans = TracedRequests.class)
final class TracingFilter implements Ordered {

    static final String ROUTE = "/api/logins";

    private static final String SPAN = TracingFilter.class.getName();

    private final TracedRequests requests;

    TracingFilter(TracedRequests requests) {
        this.requests = requests;
    }

    /** After the request has its id. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @RequestFilter
    void enter(HttpRequest<?> request, MutablePropagatedContext context) {
        requests.begin(request, ROUTE).ifPresent(traced -> {
            request.setAttribute(SPAN, traced);
            context.add(traced);
        });
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(SPAN, TracedRequests.TracedRequest.class)
                .ifPresent(traced -> requests.end(traced, response.code()));
    }
}
