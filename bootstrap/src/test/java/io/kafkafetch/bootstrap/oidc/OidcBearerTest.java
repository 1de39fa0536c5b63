package io.kafkafetch.bootstrap.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.kafkafetch.bootstrap.kafka.Await;
import io.kafkafetch.bootstrap.oidc.IdentityProvider.Mood;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** API clients with tokens of a provider: who is let in, who is not, and what holds while the provider is away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OidcBearerTest {

    private static final String PATH = "/api/pipeline";
    private static final String LOGIN = "{\"user_id\":\"u\",\"app_version\":\"1\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
            + "\"device_id\":\"d\",\"timestamp\":1732500000,\"device_type\":\"iOS\"}";

    @TempDir
    private static Path folder = Path.of("");

    private IdentityProvider provider;
    private OidcService service;

    @BeforeAll
    void start() throws Exception {
        provider = IdentityProvider.start();
        service = new OidcService(provider, folder.resolve("shared"));
    }

    @AfterAll
    void stop() {
        service.close();
        provider.close();
    }

    @Test
    void aTokensRolesSayWhatItMay() {
        String viewer = provider.accessToken("viewer", "viewers", "others");
        String app = provider.accessToken("app", "urn:example:apps");

        assertThat(service.bearer(PATH, viewer).statusCode()).isEqualTo(200);
        assertThat(service.bearer("/prometheus", viewer).statusCode()).isEqualTo(403);
        assertThat(service.bearer("/prometheus", app).statusCode()).isEqualTo(200);
        assertThat(service.post("/api/logins", LOGIN, "Authorization", "Bearer " + app)
                        .body())
                .contains("\"accepted\":1");
        HttpResponse<String> refused = service.post("/api/logins", LOGIN, "Authorization", "Bearer " + viewer);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("This needs the role post, which viewer has not", "realm_access.roles", "HTTP_OIDC_ROLES");
    }

    @Test
    void aTokenWithoutRolesMayNothingAndIsKnown() {
        String nobody = IdentityProvider.signed(
                provider.claims("nobody").claim("realm_access", null).build(), provider.key(), "JWT");

        assertThat(service.bearer(PATH, nobody).statusCode()).isEqualTo(403);
        assertThat(service.bearer("/api/session", nobody).body()).contains("\"name\":\"nobody\"", "\"roles\":[]");
    }

    /** A name is in the log: it forges no line there, and has an end. */
    @Test
    void aNameIsFitForALineOfTheLog() {
        String token = provider.accessToken("a\nb " + "c".repeat(200), "viewers");

        assertThat(service.bearer("/api/session", token).body()).contains("\"name\":\"a_b_" + "c".repeat(124) + "\"");
    }

    private static Date inSeconds(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    /** Tokens that are none, each for one reason. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
    enum Wrong {
        ISSUER(provider -> signed(provider, provider.claims("x", "viewers").issuer("http://localhost:1"))),
        NO_ISSUER(provider -> signed(provider, provider.claims("x", "viewers").issuer(null))),
        AUDIENCE(provider -> signed(provider, provider.claims("x", "viewers").audience("account"))),
        NO_AUDIENCE(provider -> signed(provider, provider.claims("x", "viewers").audience((String) null))),
        EXPIRED(provider -> signed(provider, provider.claims("x", "viewers").expirationTime(inSeconds(-90)))),
        NO_END(provider -> signed(provider, provider.claims("x", "viewers").expirationTime(null))),
        NOT_YET(provider -> signed(provider, provider.claims("x", "viewers").notBeforeTime(inSeconds(90)))),
        NO_NAME(provider -> signed(provider, provider.claims("x", "viewers").subject(null))),
        KEY_OF_ANOTHER(provider -> IdentityProvider.signed(claims(provider), another(provider.key()), "JWT")),
        CHANGED(provider -> {
            String[] parts = provider.accessToken("x", "others").split("\\.", -1);
            return parts[0] + "." + claims(provider).toPayload().toBase64URL() + "." + parts[2];
        }),
        NO_SIGNATURE(provider -> new PlainJWT(claims(provider)).serialize()),
        SIGNATURE_LEFT_OUT(provider -> provider.accessToken("x", "viewers").replaceFirst("[^.]+$", "")),
        HMAC_WITH_THE_PUBLIC_KEY(Wrong::hmac),
        UNKNOWN_KEY(provider -> IdentityProvider.signed(claims(provider), IdentityProvider.newKey(), "JWT")),
        /** What the provider tells us at a sign-out must sign nobody in. */
        OTHER_TYPE(provider -> IdentityProvider.signed(claims(provider), provider.key(), "logout+jwt")),
        NO_TOKEN(provider -> "a.b.c"),
        EMPTY(provider -> "");

        private final Function<IdentityProvider, String> token;

        Wrong(Function<IdentityProvider, String> token) {
            this.token = token;
        }

        private static JWTClaimsSet claims(IdentityProvider provider) {
            return provider.claims("x", "viewers").build();
        }

        private static String signed(IdentityProvider provider, JWTClaimsSet.Builder claims) {
            return IdentityProvider.signed(claims.build(), provider.key(), "JWT");
        }

        /** By the same name. */
        private static RSAKey another(RSAKey key) {
            try {
                return new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The public key is known to all; taken for a shared secret, anybody could sign. */
        private static String hmac(IdentityProvider provider) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(provider.key().getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    claims(provider));
            try {
                token.sign(new MACSigner(provider.key().toRSAPublicKey().getEncoded()));
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
            return token.serialize();
        }
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void whatIsNotInOrderIsNoToken(Wrong wrong) {
        HttpResponse<String> answer = service.bearer(PATH, wrong.token.apply(provider));

        // An unknown key cannot be asked for too often; then it is not known whose token it is.
        boolean notAskedAgain = wrong == Wrong.UNKNOWN_KEY && answer.statusCode() == 503;
        assertThat(notAskedAgain ? 401 : answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(notAskedAgain ? "identity-provider-away" : "unauthenticated");
    }

    /** Clocks differ by a minute at most. */
    @ParameterizedTest
    @CsvSource({"-30, -3600", "300, 30"})
    void clocksMayDifferALittle(long end, long begin) {
        String token = IdentityProvider.signed(
                provider.claims("x", "viewers")
                        .expirationTime(inSeconds(end))
                        .notBeforeTime(inSeconds(begin))
                        .build(),
                provider.key(),
                "JWT");

        assertThat(service.bearer(PATH, token).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongTokensAreAnsweredWith429SoonAndRightOnesAlways() {
        String address = "127.8.0.1";
        for (int i = 0; i < 5; i++) {
            assertThat(from(address, "wrong" + i).statusCode()).isEqualTo(401);
        }
        assertThat(from(address, "wrong").statusCode()).isEqualTo(429);
        assertThat(from(address, provider.accessToken("x", "viewers")).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> from(String address, String token) {
        return OidcService.sendFrom(address, service.request(PATH, "Authorization", "Bearer " + token));
    }

    @Test
    void aRoleMayBeAWordOfAText() throws Exception {
        try (OidcService scoped = new OidcService(
                provider,
                folder.resolve("scoped"),
                Map.of(
                        "kafka-fetch.http-oidc-roles-claim",
                        "https://example.com/scp",
                        "kafka-fetch.http-oidc-roles",
                        "",
                        "kafka-fetch.http-oidc-name-claim",
                        "client_id"))) {
            String token = IdentityProvider.signed(
                    provider.claims("x")
                            .claim("https://example.com/scp", "email view")
                            .claim("client_id", "robot")
                            .build(),
                    provider.key(),
                    "JWT");

            assertThat(scoped.bearer(PATH, token).statusCode()).isEqualTo(200);
            assertThat(scoped.bearer("/api/session", token).body())
                    .contains("\"name\":\"robot\"", "\"roles\":[\"view\"]");
        }
    }

    @Test
    void aNewKeyIsKnownAtItsFirstTokenAndUnknownOnesAreAskedForSeldom() throws Exception {
        try (IdentityProvider own = IdentityProvider.start();
                OidcService other = new OidcService(own, folder.resolve("rotation"))) {
            Instant begin = Instant.now();
            String before = own.accessToken("x", "viewers");
            assertThat(other.bearer(PATH, before).statusCode()).isEqualTo(200);
            own.rotates();

            assertThat(other.bearer(PATH, own.accessToken("x", "viewers")).statusCode())
                    .isEqualTo(200);
            assertThat(other.bearer(PATH, before).statusCode())
                    .as("signed with a key that was taken back")
                    .isIn(401, 503);
            for (int i = 0; i < 50; i++) {
                RSAKey unknown =
                        new RSAKey.Builder(own.key()).keyID("unknown-" + i).build();
                String token =
                        IdentityProvider.signed(own.claims("x", "viewers").build(), unknown, "JWT");
                assertThat(other.bearer(PATH, token).statusCode()).isIn(401, 503);
            }
            assertThat(own.keyReads())
                    .as("two in ten seconds")
                    .isLessThanOrEqualTo(
                            4 + (int) Duration.between(begin, Instant.now()).dividedBy(Duration.ofSeconds(5)));
            assertThat(other.bearer(PATH, own.accessToken("x", "viewers")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whileTheProviderIsAwayKnownKeysGoOn() throws Exception {
        try (IdentityProvider own = IdentityProvider.start();
                OidcService other = new OidcService(own, folder.resolve("away"))) {
            String token = own.accessToken("x", "viewers");
            assertThat(other.bearer(PATH, token).statusCode()).isEqualTo(200);
            own.stop();
            String unknown =
                    IdentityProvider.signed(own.claims("x", "viewers").build(), IdentityProvider.newKey(), "JWT");

            assertUndecided(other.bearer(PATH, unknown));
            assertThat(other.bearer(PATH, token).statusCode()).isEqualTo(200);
            assertThat(other.bearer(PATH, "wrong").statusCode()).isEqualTo(401);
        }
    }

    private static void assertUndecided(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("identity-provider-away", "HTTP_OIDC_ISSUER");
    }

    @Test
    void aServiceStartsWithoutItsProviderAndKnowsCallersOnceItIsThere() throws Exception {
        try (IdentityProvider own = IdentityProvider.start()) {
            own.stop();
            try (OidcService other = new OidcService(own, folder.resolve("late"))) {
                String token = own.accessToken("x", "viewers");

                assertUndecided(other.bearer(PATH, token));
                assertThat(other.get("/health/liveness", "Authorization", "Bearer " + token)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(other.get(PATH).statusCode()).isEqualTo(401);
                own.restart();

                Await.until("it asks again", () -> other.bearer(PATH, token).statusCode() == 200);
            }
        }
    }

    /** None of it ends the start, takes long, or lets anybody in. */
    @ParameterizedTest
    @EnumSource(value = Mood.class, mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void aProviderThatAnswersBadlyIsAway(Mood mood) throws Exception {
        try (IdentityProvider own = IdentityProvider.start()) {
            own.answers(mood);
            try (OidcService other =
                    new OidcService(own, folder.resolve(UUID.randomUUID().toString()))) {
                Instant begin = Instant.now();
                assertUndecided(other.bearer(PATH, own.accessToken("x", "viewers")));
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void idTokensAreForPagesAndAccessTokensForTheApi() {
        List<String> both = List.of(IdentityProvider.CLIENT, IdentityProvider.AUDIENCE);
        String access = provider.accessToken("x", "viewers");
        String id = IdentityProvider.signed(
                provider.claims("x", "viewers")
                        .audience(IdentityProvider.CLIENT)
                        .build(),
                provider.key(),
                "JWT");
        String ofAnother = IdentityProvider.signed(
                provider.claims("x", "viewers")
                        .audience(both)
                        .claim("azp", "another")
                        .build(),
                provider.key(),
                "JWT");

        assertThat(service.bearer(PATH, id).statusCode()).isEqualTo(401);
        assertThat(cookie(access)).isEqualTo(401);
        assertThat(cookie(ofAnother)).isEqualTo(401);
        assertThat(cookie(id)).isEqualTo(200);
    }

    private int cookie(String token) {
        return service.get(PATH, "Cookie", "kafka-fetch-token=" + token).statusCode();
    }
}
