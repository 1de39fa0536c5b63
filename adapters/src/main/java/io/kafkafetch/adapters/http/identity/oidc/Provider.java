package io.kafkafetch.adapters.http.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider: its keys, and where it asks people who they are. Keeps nothing but what it said last of itself.
 * Thread-safe; callers wait for its answers.
 */
final class Provider implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

    private final OidcSettings settings;
    private final ProviderRequests requests = new ProviderRequests();
    private volatile @Nullable Endpoints endpoints;
    private volatile boolean away;

    private record Endpoints(URI authorization, URI token, URI keys) {}

    Provider(OidcSettings settings) {
        this.settings = settings;
    }

    /** Whether it could not be asked when it was last. */
    boolean isAway() {
        return away;
    }

    /** Reads its keys as of now, and logs when that fails first, and when it no longer does. */
    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            Endpoints known = discover();
            JWKSet keys = JWKSet.parse(requests.get(known.keys()));
            endpoints = known;
            if (away) {
                away = false;
                LOG.info("The identity provider {} answers again", settings.issuer());
            }
            return keys;
        } catch (ProviderAwayException | ParseException unusable) {
            String why = unusable instanceof ParseException ? "its keys cannot be read" : unusable.getMessage();
            if (!away) {
                away = true;
                LOG.warn(
                        "The identity provider {} cannot be used: {}. Tokens signed with keys known so far are accepted,"
                                + " others get 503 until it answers",
                        settings.issuer(),
                        why);
            }
            throw new JWKSetRetrievalException(why, unusable);
        }
    }

    private Endpoints discover() throws ProviderAwayException {
        Map<String, Object> said = requests.get(settings.discovery());
        if (!settings.issuer().toString().equals(said.get("issuer"))) {
            throw new ProviderAwayException(settings.discovery()
                    + " calls its issuer otherwise than HTTP_OIDC_ISSUER: they must be equal to the"
                    + " last character");
        }
        return new Endpoints(
                endpoint(said, "authorization_endpoint"), endpoint(said, "token_endpoint"), endpoint(said, "jwks_uri"));
    }

    private URI endpoint(Map<String, Object> said, String name) throws ProviderAwayException {
        try {
            return Optional.ofNullable(JSONObjectUtils.getURI(said, name))
                    .filter(OidcSettings::isSafe)
                    .orElseThrow(() -> unsafe(name));
        } catch (ParseException noUri) {
            throw unsafe(name);
        }
    }

    private ProviderAwayException unsafe(String name) {
        return new ProviderAwayException(settings.discovery() + " has no " + name + " with https");
    }

    private Endpoints endpoints() throws ProviderAwayException {
        Endpoints known = endpoints;
        if (known == null) {
            throw new ProviderAwayException("it did not describe itself yet");
        }
        return known;
    }

    /**
     * Where a person says who he is. The provider sends him back to {@code returnTo}, with a code.
     *
     * @param again whether he is asked though the provider knows him
     * @throws ProviderAwayException if the provider did not describe itself yet
     */
    String signIn(SignInAttempt attempt, String returnTo, boolean again) throws ProviderAwayException {
        Map<String, String> query = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", settings.clientId(),
                "redirect_uri", returnTo,
                "scope", settings.scopes(),
                "state", attempt.state(),
                "nonce", attempt.nonce(),
                "code_challenge", attempt.challenge(),
                "code_challenge_method", "S256"));
        if (again) {
            query.put("prompt", "login");
        }
        String endpoint = endpoints().authorization().toString();
        return endpoint + (endpoint.contains("?") ? "&" : "?") + ProviderRequests.form(query);
    }

    /**
     * The ID token for this code; empty if it is none, or was used before.
     *
     * @throws ProviderAwayException if the provider cannot be asked, or refuses this service
     */
    Optional<String> idToken(String code, SignInAttempt attempt, String returnTo) throws ProviderAwayException {
        URI uri = endpoints().token();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(ProviderRequests.form(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        returnTo,
                        "client_id",
                        settings.clientId(),
                        "code_verifier",
                        attempt.verifier()))));
        settings.clientSecret().ifPresent(secret -> request.header("Authorization", basic(secret)));
        ProviderRequests.Answer answer = requests.send(request.build());
        if ("invalid_grant".equals(answer.json().get("error"))) {
            return Optional.empty();
        }
        if (answer.status() != 200 || !(answer.json().get("id_token") instanceof String token)) {
            throw new ProviderAwayException(
                    uri + " answers with status " + answer.status() + " and no ID token: see that"
                            + " HTTP_OIDC_CLIENT_ID, HTTP_OIDC_CLIENT_SECRET and HTTP_OIDC_SCOPES are as the provider has them");
        }
        return Optional.of(token);
    }

    /** RFC 6749, 2.3.1. */
    private String basic(String secret) {
        String pair = ProviderRequests.encode(settings.clientId()) + ":" + ProviderRequests.encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @Override
    public void close() {
        requests.close();
    }
}
