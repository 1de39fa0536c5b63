package io.kafkafetch.adapters.http.guard;

import io.kafkafetch.adapters.http.answers.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what is addressed to a foreign host name, and what a foreign site's page sends ({@link Sites}). Thread-safe. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = Sites.class)
final class SiteFilter implements Ordered {

    private static final String SITE = "Sec-Fetch-Site";
    private static final String MODE = "Sec-Fetch-Mode";

    private final Sites sites;

    SiteFilter(Sites sites) {
        this.sites = sites;
    }

    /** Right behind the one that gives the request its id. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    /** The refusal; {@code null} lets the request pass. */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        // HTTP/1.0 may go without; a browser never does.
        Optional<Authority> addressed = Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
                .map(text -> Authority.parse(text).orElse(Authority.NONE));
        if (addressed.filter(host -> !sites.isHost(host)).isPresent()) {
            return refusal(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "foreign-host",
                    "This service does not go by the name in the Host header. If the name is right, add it to"
                            + " HTTP_ALLOWED_HOSTS of the service.");
        }
        if (isForeign(request, addressed)) {
            return refusal(
                    HttpStatus.FORBIDDEN,
                    "foreign-site",
                    "A page of another site may not send this. Behind a proxy that does not pass the Host header on, add"
                            + " the page's origin to HTTP_ALLOWED_ORIGINS of the service.");
        }
        return null;
    }

    private boolean isForeign(HttpRequest<?> request, Optional<Authority> addressed) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin != null) {
            return !sites.maySend(origin, addressed.orElse(Authority.NONE));
        }
        // Without an origin it is no fetch across sites; what is left are embedded resources, and links that people
        // follow.
        return "cross-site".equals(request.getHeaders().get(SITE)) && !isFollowedLink(request);
    }

    private static boolean isFollowedLink(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET
                && "navigate".equals(request.getHeaders().get(MODE));
    }

    private static HttpResponse<Problem> refusal(HttpStatus status, String code, String detail) {
        return HttpResponse.<Problem>status(status)
                .body(Problem.of(status, code, detail))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }
}
