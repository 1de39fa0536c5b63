package io.kafkafetch.adapters.http.answers;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives every request an id: the client's {@code X-Request-Id} where it is well-formed (1 to {@value #MAX_LENGTH}
 * letters, digits and {@code . _ : = + / -}), or a new one. It is in the answer's header, and as {@code request_id} in
 * every line that is logged for the request. Anything else a client sends is dropped, so that nothing foreign gets into
 * the log. Thread-safe.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestIdFilter implements Ordered {

    static final String HEADER = "X-Request-Id";

    private static final String FIELD = "request_id";
    private static final int MAX_LENGTH = 128;
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:=+/-]{1," + MAX_LENGTH + "}");

    /** Before all others: their lines belong to the request too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void enter(HttpRequest<?> request, MutablePropagatedContext context) {
        String id = idOf(request);
        request.setAttribute(HEADER, id);
        context.add(new Logged(id));
    }

    /** The client's id where it is well-formed, or a new one. */
    static String idOf(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HEADER))
                .filter(sent -> WELL_FORMED.matcher(sent).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Whether this request has its id, and its answer will have it. */
    static boolean hasSeen(HttpRequest<?> request) {
        return request.getAttribute(HEADER).isPresent();
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(HEADER, String.class).ifPresent(id -> response.header(HEADER, id));
    }

    /** Micronaut carries it to each thread that works on the request. The state is what the thread had before. */
    private record Logged(String id) implements ThreadPropagatedContextElement<@Nullable String> {

        @Override
        public @Nullable String updateThreadContext() {
            String before = MDC.get(FIELD);
            MDC.put(FIELD, id);
            return before;
        }

        @Override
        public void restoreThreadContext(@Nullable String before) {
            if (before == null) {
                MDC.remove(FIELD);
            } else {
                MDC.put(FIELD, before);
            }
        }
    }
}
