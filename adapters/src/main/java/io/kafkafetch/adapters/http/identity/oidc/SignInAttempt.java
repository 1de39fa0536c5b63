package io.kafkafetch.adapters.http.identity.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.util.Base64URL;
import io.kafkafetch.adapters.http.identity.BearerCookie;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person is on the way to the provider and back. His browser alone knows it, by a cookie that no script can read, a
 * cookie for each attempt: several tabs may sign in at once, and any instance can go on with it. Immutable.
 *
 * @param state that comes back with the code: nobody else's code is taken for his
 * @param nonce that comes back in the ID token: no other ID token is
 * @param verifier without which the code is of no use (PKCE, RFC 7636)
 */
record SignInAttempt(String state, String nonce, String verifier) {

    private static final String COOKIE = "kafka-fetch-sign-in-";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** At a time in one browser: its cookies must fit the head of a request. */
    private static final int MOST = 10;

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static SignInAttempt random() {
        return new SignInAttempt(random(16), random(16), random(32));
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64URL.encode(random).toString();
    }

    /** The attempt of this browser's with this state; empty if there is none, or it took longer than 10 minutes. */
    static Optional<SignInAttempt> of(HttpRequest<?> request, String state) {
        return Optional.of(state)
                .filter(text -> STATE.matcher(text).matches())
                .flatMap(text -> request.getCookies().findCookie(COOKIE + text))
                .map(cookie -> cookie.getValue().split("\\.", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new SignInAttempt(state, parts[0], parts[1]));
    }

    /** What ends the attempts of this browser's that are too many. */
    static List<Cookie> tooMany(HttpRequest<?> request) {
        return request.getCookies().getAll().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(COOKIE))
                .skip(MOST - 1)
                .map(name -> cookie(request, name, "").maxAge(Duration.ZERO))
                .toList();
    }

    /** What keeps it in the browser. */
    Cookie cookie(HttpRequest<?> request) {
        return cookie(request, COOKIE + state, nonce + "." + verifier).maxAge(LONGEST);
    }

    /** What ends it. */
    Cookie end(HttpRequest<?> request) {
        return cookie(request, COOKIE + state, "").maxAge(Duration.ZERO);
    }

    private static Cookie cookie(HttpRequest<?> request, String name, String value) {
        return BearerCookie.strict(request, name, value).path(OidcSessionController.PATH);
    }

    /** The verifier as the provider sees it before it sees the verifier. */
    String challenge() {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException e) { // every JDK has it
            throw new IllegalStateException(e);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SignInAttempt[" + state + "]";
    }
}
