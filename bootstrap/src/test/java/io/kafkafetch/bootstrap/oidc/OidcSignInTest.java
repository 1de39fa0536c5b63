package io.kafkafetch.bootstrap.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A person signs in by a provider, request by request as the page sends them; {@code page} has it in a browser. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OidcSignInTest {

    @TempDir
    private Path folder = Path.of("");

    private IdentityProvider provider;
    private OidcService service;

    @BeforeEach
    void start() throws Exception {
        provider = IdentityProvider.start();
        service = new OidcService(provider, folder);
    }

    @AfterEach
    void stop() {
        service.close();
        provider.close();
    }

    /** What the browser has once it is back from the provider. */
    private record Return(String state, String code, String cookie) {}

    private HttpResponse<String> begin(String... headers) {
        return service.post("/api/session/oidc/begin", "{\"again\":false}", headers);
    }

    private Return thereAndBack() throws IOException {
        HttpResponse<String> begun = begin("Origin", service.origin());
        assertThat(begun.statusCode()).isEqualTo(200);
        String location = String.valueOf(json(begun).get("location"));
        HttpResponse<String> sent = OidcService.sendFrom("127.0.0.1", HttpRequest.newBuilder(URI.create(location)));
        URI back = URI.create(sent.headers().firstValue("Location").orElseThrow());
        assertThat(back.toString()).startsWith(service.origin() + "/sign-in/oidc?");
        Map<String, String> query = IdentityProvider.parameters(back.getRawQuery());
        return new Return(
                String.valueOf(query.get("state")),
                String.valueOf(query.get("code")),
                sent(cookies(begun).getFirst()));
    }

    private static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
        return ObjectMapper.getDefault().readValue(answer.body(), Argument.mapOf(String.class, Object.class));
    }

    private static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    /** As the browser sends it. */
    private static String sent(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    private HttpResponse<String> end(String code, String state, String cookie) {
        return service.post(
                "/api/session/oidc/end",
                "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}",
                "Origin",
                service.origin(),
                "Cookie",
                cookie);
    }

    private HttpResponse<String> end(Return back) {
        return end(back.code(), back.state(), back.cookie());
    }

    private static void assertNobody(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(cookies(answer)).isEmpty();
    }

    @Test
    void whoComesBackWithACodeIsSignedInByACookie() throws Exception {
        HttpResponse<String> ended = end(thereAndBack());

        assertThat(ended.statusCode()).isEqualTo(204);
        String cookie = cookies(ended).stream()
                .filter(set -> set.startsWith("kafka-fetch-token="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
        assertThat(Integer.parseInt(cookie.replaceFirst(".*Max-Age=(\\d+).*", "$1")))
                .as("as long as the ID token")
                .isBetween(240, 300);
        assertThat(service.get("/api/pipeline", "Cookie", sent(cookie)).statusCode())
                .isEqualTo(200);
        assertThat(json(service.get("/api/session", "Cookie", sent(cookie))))
                .containsEntry("name", IdentityProvider.PERSON)
                .containsEntry("roles", List.of("view"))
                .containsEntry("sign_in", "/sign-in/oidc");
        assertThat(cookies(ended)).anyMatch(set -> set.startsWith("kafka-fetch-sign-in-") && set.contains("Max-Age=0"));
    }

    @Test
    void theWayThereIsBoundToThisBrowser() throws Exception {
        String cookie = cookies(begin("Origin", service.origin())).getFirst();

        assertThat(cookie)
                .contains("HTTPOnly", "SameSite=Strict", "Path=/api/session/oidc", "Max-Age=600")
                .doesNotContain("Secure");
    }

    /** Behind a proxy that ends TLS. */
    @Test
    void cookiesAreForTlsAloneWhereTheBrowserSpeaksIt() throws Exception {
        String https = service.origin().replace("http:", "https:");
        HttpResponse<String> begun = begin("Origin", https);

        assertThat(cookies(begun).getFirst()).contains("Secure");
        assertThat(String.valueOf(json(begun).get("location")))
                .contains("redirect_uri=https%3A%2F%2F127.0.0.1%3A")
                .contains("scope=openid&");
    }

    @Test
    void aCodeIsOfUseInTheBrowserThatAskedForIt() throws Exception {
        Return back = thereAndBack();
        Return ofAnother = thereAndBack();

        assertNobody(end(back.code(), back.state(), "a=b"), 401);
        assertNobody(end(back.code(), back.state(), ofAnother.cookie()), 401);
        assertNobody(end(back.code(), ofAnother.state(), ofAnother.cookie()), 401);
    }

    @Test
    void aStateThatIsNoneIsNone() throws Exception {
        Return back = thereAndBack();

        for (String state : List.of("", "x", back.state() + "x", back.state().substring(1), "../" + back.state())) {
            assertNobody(end(back.code(), state, back.cookie()), 401);
        }
        assertThat(end(back).statusCode()).isEqualTo(204);
    }

    @Test
    void aCodeIsOfUseOnce() throws Exception {
        Return back = thereAndBack();
        assertThat(end(back).statusCode()).isEqualTo(204);

        assertNobody(end(back), 401);
        assertNobody(end("made-up", back.state(), back.cookie()), 401);
    }

    @Test
    void twoTabsMaySignInAtOnce() throws Exception {
        Return one = thereAndBack();
        Return other = thereAndBack();
        String cookies = one.cookie() + "; " + other.cookie();

        assertThat(end(one.code(), one.state(), cookies).statusCode()).isEqualTo(204);
        assertThat(end(other.code(), other.state(), cookies).statusCode()).isEqualTo(204);
    }

    /** Or they would be too much for the head of a request. */
    @Test
    void aBrowserHasFewAttemptsAtATime() {
        String many = IntStream.range(0, 15)
                .mapToObj(i -> "kafka-fetch-sign-in-" + "x".repeat(20) + (10 + i) + "=a.b")
                .collect(Collectors.joining("; "));

        assertThat(cookies(begin("Origin", service.origin(), "Cookie", many)))
                .filteredOn(set -> set.contains("Max-Age=0"))
                .hasSize(6);
    }

    @Test
    void anIdTokenOfAnotherSignInIsNone() throws Exception {
        provider.idTokensAre(claims -> claims.claim("nonce", "of another"));
        assertNobody(end(thereAndBack()), 401);

        provider.idTokensAre(claims -> claims.claim("nonce", null));
        assertNobody(end(thereAndBack()), 401);

        provider.idTokensAre(claims -> claims.audience("another client"));
        assertNobody(end(thereAndBack()), 401);
    }

    /** A browser would silently keep none of it. */
    @Test
    void anIdTokenThatIsTooLargeForACookieIsReported() throws Exception {
        provider.idTokensAre(claims -> claims.claim("groups", "x".repeat(4_000)));

        assertNobody(end(thereAndBack()), 503);
    }

    @Test
    void onlyAPageOfThisServiceMaySignIn() {
        assertThat(begin().statusCode()).isEqualTo(401);
        assertThat(begin("Origin", "https://example.com").statusCode()).isEqualTo(403);
        assertThat(service.post("/api/session", "{\"token\":\"x\"}", "Origin", service.origin())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoGuessesCodesIsSlowedDown() {
        List<Integer> statuses = IntStream.range(0, 7)
                .mapToObj(i -> OidcService.sendFrom(
                        "127.9.0.1",
                        service.request(
                                        "/api/session/oidc/end",
                                        "Content-Type",
                                        "application/json",
                                        "Origin",
                                        service.origin())
                                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + i + "\",\"state\":\"x\"}"))))
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(statuses).startsWith(401, 401, 401, 401, 401).contains(429);
    }

    @Test
    void whileTheProviderIsAwayNobodySignsInAndItIsSaidSo() throws Exception {
        Return back = thereAndBack();
        provider.stop();

        HttpResponse<String> answer = end(back);

        assertNobody(answer, 503);
        assertThat(answer.body()).contains("identity-provider-away");
    }

    @Test
    void aSecretThatTheProviderDoesNotKnowIsReported() throws Exception {
        service.close();
        service = new OidcService(
                provider, folder.resolve("other"), Map.of("kafka-fetch.http-oidc-client-secret", "wrong"));

        assertNobody(end(thereAndBack()), 503);
    }

    @Test
    void theLogSaysWhoSignedInAndNothingSecret() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        Return back;
        HttpResponse<String> ended;
        try {
            back = thereAndBack();
            ended = end(back);
            service.bearer("/api/pipeline", provider.accessToken("x", "viewers") + "x");
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }

        List<String> said = List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(said).anyMatch(line -> line.matches(IdentityProvider.PERSON + " at 127\\.\\S+ signed in"));
        assertThat(said).anyMatch(line -> line.startsWith("A token was refused: "));
        String token = sent(cookies(ended).getFirst()).replaceFirst(".*=", "");
        for (String secret : List.of(
                IdentityProvider.SECRET,
                "oidc-canary",
                back.code(),
                back.cookie().replaceFirst(".*=", ""),
                token)) {
            assertThat(said).noneMatch(line -> line.contains(secret));
        }
    }

    @Test
    void whoSignsOutHasNoCookie() {
        HttpResponse<String> out = OidcService.send(
                service.request("/api/session", "Origin", service.origin()).DELETE());

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(cookies(out).getFirst()).startsWith("kafka-fetch-token=;").contains("Max-Age=0");
    }
}
