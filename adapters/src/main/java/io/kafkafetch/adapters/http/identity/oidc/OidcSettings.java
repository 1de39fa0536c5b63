package io.kafkafetch.adapters.http.identity.oidc;

import io.kafkafetch.adapters.http.identity.Role;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provider, what this service is to it, and where its tokens say who somebody is.
 *
 * @param issuer its name, exactly as its tokens have it; a URL that is {@linkplain #isSafe safe}
 * @param clientId this service's name at the provider
 * @param clientSecret its password there; empty for a public client
 * @param audience whom tokens of API clients must be for
 * @param scopes what is asked for when a person signs in, separated by spaces
 * @param rolesClaim the claim with a caller's roles, by its name or its path, e.g. {@code realm_access.roles}
 * @param roles what each value of that claim means
 * @param nameClaim the claim with a caller's name
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        String audience,
        String scopes,
        String rolesClaim,
        Map<String, Set<Role>> roles,
        String nameClaim) {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    public OidcSettings {
        roles = Map.copyOf(roles);
    }

    /** Whether nobody on the way can change what is answered there: by TLS, or since it is on this machine. */
    public static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost())));
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /** Where the provider describes itself (OpenID Connect Discovery 1.0, 4.1). */
    URI discovery() {
        return URI.create(issuer.toString().replaceFirst("/$", "") + DISCOVERY);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
