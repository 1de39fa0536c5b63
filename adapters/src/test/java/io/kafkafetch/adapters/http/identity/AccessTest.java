package io.kafkafetch.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.identity.token.BasicTokens;
import io.kafkafetch.adapters.http.identity.token.BearerTokens;
import io.kafkafetch.adapters.http.identity.token.Token;
import io.kafkafetch.adapters.http.identity.token.TokenFile;
import io.kafkafetch.adapters.http.live.LiveServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server that asks for tokens. */
class AccessTest {

    @TempDir
    Path folder;

    private LiveServer server = new LiveServer();

    @BeforeEach
    void start() throws Exception {
        server.close();
        Path file = Files.writeString(
                folder.resolve("tokens"),
                Token.line("analysts", "view", "see") + "\n"
                        + Token.line("app", "post", "give") + "\n"
                        + Token.line("scraper", "metrics", "scrape") + "\n");
        server = LiveServer.with(new Access(new BearerTokens(TokenFile.open(file))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String token) {
        return server.get(path, "Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/pipeline,    see,    200",
        "/api/insights,    see,    200",
        "/,                see,    200",
        "/docs,            see,    200",
        "/api/pipeline,    give,   403",
        "/api/dead-letters, give,  403",
        "/api/dead-letters, scrape, 403",
        "/api/pipeline,    scrape, 403",
        "/api/pipeline,    wrong,  401",
        "/prometheus,      see,    403",
        "/api/logins,      see,    403",
        "/api/logins,      scrape, 403",
        "/no-such-path,    give,   403",
        "/no-such-path,    see,    404"
    })
    void eachPathNeedsItsRole(String path, String token, int status) {
        assertThat(get(path, token).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/pipeline", "/api/insights/stream", "/prometheus", "/api/logins", "/openapi.yml"})
    void withoutATokenThereIsNothing(String path) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"kafka-fetch\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(LiveServer.parse(answer.body())).containsEntry("code", "unauthenticated");
    }

    @Test
    void aRefusalSaysWhichRoleLacks() {
        assertThat(LiveServer.parse(get("/api/pipeline", "give").body()))
                .containsEntry("code", "role-missing")
                .containsEntry(
                        "detail",
                        "This needs the role view, which app has not: HTTP_TOKENS_FILE of the service says what it"
                                + " may.");
    }

    @Test
    void aPersonIsLedToWhereHeCanSignIn() {
        HttpResponse<String> answer = server.get("/?range=1h", "Sec-Fetch-Mode", "navigate");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in?to=%2F%3Frange%3D1h");
        assertThat(server.get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(server.get("/page/sign-in.js").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonWithoutTheRoleIsLedThereTooAndReadsWhich() {
        HttpResponse<String> answer =
                server.get("/prometheus", "Sec-Fetch-Mode", "navigate", "Cookie", "kafka-fetch-token=see");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in?to=%2Fprometheus&role=metrics");
    }

    @Test
    void wrongTokensAreAnsweredWith429SoonAndRightOnesAlways() {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/api/pipeline", "wrong" + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = get("/api/pipeline", "wrong");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/api/pipeline", "see").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> session(String method, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/session"))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aBrowserSignsInAndOut() throws Exception {
        HttpResponse<String> in = session("POST", "{\"token\":\"see\"}");

        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(LiveServer.parse(in.body()))
                .isEqualTo(LiveServer.parse("{\"required\":true,\"name\":\"analysts\",\"roles\":[\"view\"],"
                        + "\"sign_in\":\"/sign-in\"}"));
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("kafka-fetch-token=see;")
                .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
        String sent = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.get("/api/pipeline", "Cookie", sent).statusCode()).isEqualTo(200);
        assertThat(server.json("/api/session")).containsEntry("required", true).containsEntry("name", null);
        assertThat(LiveServer.parse(server.get("/api/session", "Cookie", sent).body()))
                .containsEntry("name", "analysts");

        HttpResponse<String> out = session("DELETE", "", "Cookie", sent);
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("kafka-fetch-token=;")
                .contains("Max-Age=0");
    }

    @Test
    void aWrongTokenSignsNobodyIn() throws Exception {
        HttpResponse<String> answer = session("POST", "{\"token\":\"wrong\"}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).doesNotContain("wrong");
    }

    private static String basic(String nameAndToken) {
        return "Basic " + Base64.getEncoder().encodeToString(nameAndToken.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "Basic,  analysts:see,    200",
        "basic,  analysts:see,    200",
        "Basic,  app:give,        403",
        "Basic,  app:see,         401",
        "Basic,  analysts:wrong,  401",
        "Basic,  see,             401",
        "Basic,  :see,            401",
        "Bearer, analysts:see,    401"
    })
    void aNameWithATokenAsItsPasswordIsACaller(String scheme, String nameAndToken, int status) throws Exception {
        server.close();
        server = LiveServer.with(new Access(new BasicTokens(TokenFile.open(folder.resolve("tokens")))));

        String shown = basic(nameAndToken).replace("Basic", scheme);

        HttpResponse<String> answer = server.get("/api/pipeline", "Authorization", shown);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void aBrowserAsksForANameAndATokenByItself() throws Exception {
        server.close();
        server = LiveServer.with(new Access(new BasicTokens(TokenFile.open(folder.resolve("tokens")))));

        HttpResponse<String> answer = server.get("/", "Sec-Fetch-Mode", "navigate");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"kafka-fetch\", charset=\"UTF-8\"");
        assertThat(server.get("/api/pipeline", "Authorization", "Basic not-base-64!")
                        .statusCode())
                .isEqualTo(401);
        assertThat(session("POST", "{\"token\":\"see\"}").statusCode()).isEqualTo(401);
        assertThat(LiveServer.parse(server.get("/api/session", "Authorization", basic("analysts:see"))
                        .body()))
                .containsEntry("name", "analysts")
                .containsEntry("sign_in", null);
    }

    @Test
    void whereNoTokenIsNeededItIsSaidSo() {
        try (LiveServer open = new LiveServer()) {
            assertThat(open.json("/api/session")).containsEntry("required", false);
            assertThat(open.get("/api/pipeline").statusCode()).isEqualTo(200);
        }
    }
}
