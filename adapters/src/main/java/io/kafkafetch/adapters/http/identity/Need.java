package io.kafkafetch.adapters.http.identity;

import io.micronaut.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/** Which role a request needs. */
final class Need {

    /** What the page to sign in is made of, and health: for everybody. None of it says anything of logins. */
    private static final List<String> OPEN = List.of(
            "/health", "/health/", "/sign-in", "/sign-in/", "/api/session", "/api/session/", "/page/", "/webjars/");

    private Need() {}

    /** The role; empty where everybody may. What is none of these is for who looks, or changes something. */
    static Optional<Role> of(HttpMethod method, String path) {
        if (OPEN.stream().anyMatch(open -> open.endsWith("/") ? path.startsWith(open) : path.equals(open))) {
            return Optional.empty();
        }
        if (path.equals("/api/logins")) {
            return Optional.of(Role.POST);
        }
        if (path.equals("/prometheus")) {
            return Optional.of(Role.METRICS);
        }
        return Optional.of(method == HttpMethod.GET || method == HttpMethod.HEAD ? Role.VIEW : Role.OPERATE);
    }
}
