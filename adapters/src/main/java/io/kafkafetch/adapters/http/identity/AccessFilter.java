package io.kafkafetch.adapters.http.identity;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request, and refuses it where he may not. Thread-safe. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = Access.class)
final class AccessFilter implements Ordered {

    private final Access access;

    AccessFilter(Access access) {
        this.access = access;
    }

    /** Behind the one that keeps foreign pages out, and what has to look at a token before. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 3;
    }

    /** The refusal; {@code null} lets the request pass. */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        Optional<Caller> caller = access.callers().of(request);
        caller.ifPresent(request::setUserPrincipal);
        Optional<Role> needed = Need.of(request.getMethod(), request.getPath());
        if (needed.isEmpty()) {
            return null;
        }
        if (caller.filter(known -> known.roles().contains(needed.get())).isPresent()) {
            return null;
        }
        Optional<String> signIn = access.callers().signInPath().filter(path -> isNavigation(request));
        if (signIn.isPresent()) {
            String target = URLEncoder.encode(request.getUri().toString(), StandardCharsets.UTF_8);
            String lacks = caller.isPresent() ? "&role=" + needed.get().text() : "";
            return HttpResponse.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, signIn.get() + "?to=" + target + lacks);
        }
        return caller.<HttpResponse<?>>map(known -> access.refuse(known, needed.get()))
                .orElseGet(() -> access.refuseUnknown(request, access.callers().isShown(request)));
    }

    /** Whether a person wants to see a page: he is led to where he can sign in, or sees which role he lacks. */
    private static boolean isNavigation(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET
                && "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"));
    }
}
