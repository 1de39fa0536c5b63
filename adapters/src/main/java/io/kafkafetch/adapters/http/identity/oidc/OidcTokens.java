package io.kafkafetch.adapters.http.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import io.kafkafetch.adapters.http.identity.Caller;
import io.kafkafetch.adapters.http.identity.Role;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells tokens of the provider's from others: signed with a private key of its own, of this issuer, for us, now. Nimbus does
 * so; what is here says what it has to look at. Thread-safe; waits where a key is not known yet.
 */
final class OidcTokens {

    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

    /** Between the provider's clock and ours. */
    private static final int SKEW_S = 60;

    private static final int LONGEST_NAME = 128;

    private final OidcSettings settings;
    private final JWTProcessor<SecurityContext> access;
    private final JWTProcessor<SecurityContext> id;

    OidcTokens(OidcSettings settings, JWKSource<SecurityContext> keys) {
        this.settings = settings;
        access = processor(settings.audience(), keys, JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);
        id = processor(settings.clientId(), keys, JOSEObjectType.JWT, null);
    }

    private JWTProcessor<SecurityContext> processor(
            String audience, JWKSource<SecurityContext> keys, @Nullable JOSEObjectType... types) {
        Set<JWSAlgorithm> asymmetric = new HashSet<>(JWSAlgorithm.Family.RSA);
        asymmetric.addAll(JWSAlgorithm.Family.EC);
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(asymmetric, keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                audience,
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                Set.of("exp", settings.nameClaim()));
        claims.setMaxClockSkew(SKEW_S);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    /** What an API client's token says; empty if it is none. @throws ProviderAwayException if that cannot be found out */
    Optional<JWTClaimsSet> access(String token) throws ProviderAwayException {
        return claims(access, token);
    }

    /** What the ID token of a person's says; empty if it is none. @throws ProviderAwayException if that cannot be found out */
    Optional<JWTClaimsSet> id(String token) throws ProviderAwayException {
        return claims(id, token).filter(claims -> {
            Object party = claims.getClaim("azp");
            return party == null || party.equals(settings.clientId());
        });
    }

    private static Optional<JWTClaimsSet> claims(JWTProcessor<SecurityContext> processor, String token)
            throws ProviderAwayException {
        try {
            return Optional.of(processor.process(token, null));
        } catch (KeySourceException away) {
            throw new ProviderAwayException(String.valueOf(away.getMessage()));
        } catch (BadJOSEException | JOSEException refused) {
            LOG.debug("A token was refused: {}", refused.getMessage());
            return Optional.empty();
        } catch (ParseException noToken) {
            LOG.debug("A token was refused: it is no JWT");
            return Optional.empty();
        }
    }

    /** Whom these claims are of; empty if they say no name. */
    Optional<Caller> caller(JWTClaimsSet claims) {
        return claims.getClaim(settings.nameClaim()) instanceof String name && !name.isBlank()
                ? Optional.of(new Caller(printable(name), roles(claims)))
                : Optional.empty();
    }

    /** Of a line of the log: without spaces and line breaks, and of a bounded length. */
    private static String printable(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}._@|:+/-]", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        texts(at(claims.getClaims(), settings.rolesClaim()))
                .forEach(text -> roles.addAll(settings.roles().getOrDefault(text, Set.of())));
        return roles;
    }

    /** The claim of this name, or at this path: a name may have dots in it. */
    private static @Nullable Object at(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        return whole == null && dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : whole;
    }

    /** A list of them, or one text with spaces between them, as {@code scope} is. */
    private static Stream<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text ? Arrays.stream(text.split(" ")) : Stream.empty();
    }
}
