package io.kafkafetch.adapters.http.identity;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a token is in a request: in {@code Authorization: Bearer TOKEN}, or in the cookie of a page that is signed in. The
 * cookie bears the token itself: any instance knows it, and it ends with the token. No script can read it, and no other
 * site's page makes the browser send it.
 */
public final class BearerCookie {

    /** No browser stays signed in longer. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final String COOKIE = "kafka-fetch-token";
    private static final String SCHEME = "Bearer ";

    private BearerCookie() {}

    /** The token of the header; empty if there is none. */
    public static Optional<String> header(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .filter(shown -> shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(shown -> shown.substring(SCHEME.length()).strip());
    }

    /** The token of the cookie; empty if there is none, or the header says something. */
    public static Optional<String> cookie(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                ? Optional.empty()
                : request.getCookies().findCookie(COOKIE).map(Cookie::getValue);
    }

    /** The token of either. */
    public static Optional<String> either(HttpRequest<?> request) {
        return header(request).or(() -> cookie(request));
    }

    /** What signs a browser in with this token, for so long. */
    public static Cookie signIn(HttpRequest<?> request, String token, Duration lasts) {
        return strict(request, COOKIE, token).path("/").maxAge(lasts.compareTo(LONGEST) < 0 ? lasts : LONGEST);
    }

    /** What signs a browser out. */
    public static Cookie signOut(HttpRequest<?> request) {
        return signIn(request, "", Duration.ZERO);
    }

    /** A cookie for this site's own requests alone; over TLS alone where the browser speaks TLS, be it to a proxy. */
    public static Cookie strict(HttpRequest<?> request, String name, String value) {
        boolean isTls = request.isSecure()
                || request.getOrigin()
                        .filter(origin -> origin.startsWith("https:"))
                        .isPresent();
        return Cookie.of(name, value).httpOnly(true).sameSite(SameSite.Strict).secure(isTls);
    }
}
