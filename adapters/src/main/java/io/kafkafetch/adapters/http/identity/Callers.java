package io.kafkafetch.adapters.http.identity;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Optional;

/** How callers show who they are. Thread-safe; never waits. */
public interface Callers {

    /** A browser that is signed in from now on. */
    record SignedIn(Caller caller, Cookie cookie) {}

    /** Who sent this request; empty if he shows nothing, or nothing that is known. */
    Optional<Caller> of(HttpRequest<?> request);

    /** Whether this request shows anything, known or not. */
    boolean isShown(HttpRequest<?> request);

    /** Whether it cannot be found out at present who sent this, since who knows cannot be asked. */
    default boolean isUndecided(HttpRequest<?> request) {
        return false;
    }

    /** The challenge for a client without credentials: the value of {@code WWW-Authenticate}. */
    String challenge();

    /** Where it stands what a caller may, for who looks why he may not: e.g. {@code HTTP_TOKENS_FILE of the service}. */
    String rolesAt();

    /** The path where a person signs in; empty where his browser asks him, or shows by itself who he is. */
    default Optional<String> signInPath() {
        return Optional.empty();
    }

    /** Signs a browser in with this token; empty if nobody has it. */
    default Optional<SignedIn> signIn(HttpRequest<?> request, String token) {
        return Optional.empty();
    }

    /** What signs a browser out; empty where that cannot be done. */
    default Optional<Cookie> signOut(HttpRequest<?> request) {
        return Optional.empty();
    }
}
