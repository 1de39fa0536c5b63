package io.kafkafetch.adapters.http.identity.oidc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Finds out whose token a request has, on a thread that may wait for the provider, and refuses nothing. Thread-safe. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = OidcCallers.class)
final class OidcFilter implements Ordered {

    private final OidcCallers callers;

    OidcFilter(OidcCallers callers) {
        this.callers = callers;
    }

    /** Behind the one that keeps foreign pages out, before the one that refuses who may not. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 2;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void verify(HttpRequest<?> request) {
        callers.verify(request);
    }
}
