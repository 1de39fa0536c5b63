package io.kafkafetch.adapters.http.identity.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.Callers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Base64;
import java.util.Optional;

/**
 * Callers with a name and a token as its password, in {@code Authorization: Basic}, for clients that know nothing else. A
 * browser asks for both by itself, and sends them until it is closed.
 *
 * @param tokens there are
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
public record BasicTokens(TokenFile tokens) implements Callers {

    private static final String SCHEME = "Basic ";

    @Override
    public Optional<Caller> of(HttpRequest<?> request) {
        return encoded(request).flatMap(BasicTokens::decoded).flatMap(this::caller);
    }

    private Optional<Caller> caller(String nameAndToken) {
        int colon = nameAndToken.indexOf(':');
        return tokens.caller(nameAndToken.substring(colon + 1))
                .filter(caller -> nameAndToken.substring(0, Math.max(colon, 0)).equals(caller.name()));
    }

    @Override
    public boolean isShown(HttpRequest<?> request) {
        return encoded(request).isPresent();
    }

    @Override
    public String challenge() {
        return "Basic realm=\"kafka-fetch\", charset=\"UTF-8\"";
    }

    @Override
    public String rolesAt() {
        return TokenFile.SETTING;
    }

    private static Optional<String> encoded(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                .filter(shown -> shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(shown -> shown.substring(SCHEME.length()).strip());
    }

    private static Optional<String> decoded(String encoded) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(encoded), UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
