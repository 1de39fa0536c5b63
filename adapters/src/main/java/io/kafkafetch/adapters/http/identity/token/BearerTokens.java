package io.kafkafetch.adapters.http.identity.token;

import io.kafkafetch.adapters.http.identity.BearerCookie;
import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Optional;

/**
 * Callers with a token in {@code Authorization: Bearer TOKEN}, or in the cookie of a page that is signed in.
 *
 * @param tokens there are
 */
public record BearerTokens(TokenFile tokens) implements Callers {

    @Override
    public Optional<Caller> of(HttpRequest<?> request) {
        return BearerCookie.either(request).flatMap(tokens::caller);
    }

    @Override
    public boolean isShown(HttpRequest<?> request) {
        return BearerCookie.either(request).isPresent();
    }

    @Override
    public String challenge() {
        return "Bearer realm=\"kafka-fetch\"";
    }

    @Override
    public String rolesAt() {
        return TokenFile.SETTING;
    }

    @Override
    public Optional<String> signInPath() {
        return Optional.of("/sign-in");
    }

    @Override
    public Optional<SignedIn> signIn(HttpRequest<?> request, String token) {
        return tokens.caller(token)
                .map(caller -> new SignedIn(caller, BearerCookie.signIn(request, token, BearerCookie.LONGEST)));
    }

    @Override
    public Optional<Cookie> signOut(HttpRequest<?> request) {
        return Optional.of(BearerCookie.signOut(request));
    }
}
