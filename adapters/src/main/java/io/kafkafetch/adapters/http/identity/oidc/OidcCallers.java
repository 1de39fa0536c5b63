package io.kafkafetch.adapters.http.identity.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.kafkafetch.adapters.http.identity.BearerCookie;
import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers with an access token in {@code Authorization: Bearer TOKEN}, or with the ID token of their sign-in in the cookie of
 * a page. {@link OidcFilter} looks at it before anybody asks here.
 */
public final class OidcCallers implements Callers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OidcCallers.class);
    private static final String UNDECIDED = "kafka-fetch.oidc.undecided";

    /** A browser silently keeps no cookie above 4,096 bytes with its name and what else it says. */
    private static final int LONGEST_COOKIE = 3_900;

    private final OidcSettings settings;
    private final Provider provider;
    private final ProviderKeys keys;
    private final OidcTokens tokens;

    /** Begins to read the provider's keys, and does not wait for them. */
    public OidcCallers(OidcSettings settings) {
        this.settings = settings;
        provider = new Provider(settings);
        keys = new ProviderKeys(provider);
        tokens = new OidcTokens(settings, keys);
    }

    /** Finds out who sends this, if he shows a token; may wait for the provider. */
    void verify(HttpRequest<?> request) {
        try {
            Optional<String> access = BearerCookie.header(request);
            Optional<String> id = BearerCookie.cookie(request);
            Optional<JWTClaimsSet> claims = access.isPresent()
                    ? tokens.access(access.get())
                    : id.isPresent() ? tokens.id(id.get()) : Optional.empty();
            claims.flatMap(tokens::caller).ifPresent(request::setUserPrincipal);
        } catch (ProviderAwayException away) {
            request.setAttribute(UNDECIDED, true);
        }
    }

    @Override
    public Optional<Caller> of(HttpRequest<?> request) {
        return Caller.of(request);
    }

    @Override
    public boolean isShown(HttpRequest<?> request) {
        return BearerCookie.either(request).isPresent();
    }

    @Override
    public boolean isUndecided(HttpRequest<?> request) {
        return request.getAttribute(UNDECIDED).isPresent();
    }

    @Override
    public String challenge() {
        return "Bearer realm=\"kafka-fetch\"";
    }

    @Override
    public String rolesAt() {
        return "the claim " + settings.rolesClaim()
                + " of the identity provider, read by HTTP_OIDC_ROLES of the service,";
    }

    @Override
    public Optional<String> signInPath() {
        return Optional.of("/sign-in/oidc");
    }

    @Override
    public Optional<Cookie> signOut(HttpRequest<?> request) {
        return Optional.of(BearerCookie.signOut(request));
    }

    /**
     * Where a person says who he is.
     *
     * @param again whether he is asked though the provider knows him
     * @throws ProviderAwayException if the provider could not be asked yet
     */
    String begin(SignInAttempt attempt, String origin, boolean again) throws ProviderAwayException {
        keys.read();
        return provider.signIn(attempt, returnTo(origin), again);
    }

    /**
     * Signs in who comes back from there with this code; empty if it is none of this attempt's.
     *
     * @throws ProviderAwayException if the provider cannot be asked, or what it answers cannot be used
     */
    Optional<SignedIn> end(HttpRequest<?> request, SignInAttempt attempt, String origin, String code)
            throws ProviderAwayException {
        Optional<String> token = provider.idToken(code, attempt, returnTo(origin));
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (token.get().length() > LONGEST_COOKIE) {
            throw new ProviderAwayException(
                    "its ID token has " + token.get().length() + " characters, and a browser keeps" + " "
                            + LONGEST_COOKIE + ": let the provider put fewer claims into it");
        }
        Optional<JWTClaimsSet> claims = tokens.id(token.get());
        Optional<Caller> caller = claims.filter(found -> attempt.nonce().equals(found.getClaim("nonce")))
                .flatMap(tokens::caller);
        if (caller.isEmpty()) {
            LOG.warn(
                    "The identity provider {} gave an ID token that is not for this sign-in: see that it has the claims"
                            + " nonce and {}, and that its clock is right",
                    settings.issuer(),
                    settings.nameClaim());
            return Optional.empty();
        }
        Duration lasts = Duration.between(
                Instant.now(), claims.orElseThrow().getExpirationTime().toInstant());
        return caller.map(known -> new SignedIn(known, BearerCookie.signIn(request, token.get(), lasts)));
    }

    /** The page to sign in, as the browser names it. */
    private static String returnTo(String origin) {
        return origin + "/sign-in/oidc";
    }

    @Override
    public void close() {
        keys.close();
        provider.close();
    }
}
