package io.kafkafetch.adapters.http.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Executable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.annotation.Body;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.micronaut.web.router.RouteBuilder.UriNamingStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw requests to a real server: what passes, and what every answer carries. */
class GuardTest {

    private static final int LONG_MILLIS = 30_000;

    private static final ApplicationContext CONTEXT = ApplicationContext.builder()
            .banner(false)
            .properties(Map.of(
                    "guard-test", "true",
                    "kafka.enabled", "false",
                    "micronaut.server.port", "-1",
                    "micronaut.server.cors.localhost-pass-through", "true"))
            .singletons(Sites.of("127.0.0.1", List.of("logins.example.com"), List.of("https://proxy.example.com")))
            .start();
    private static final EmbeddedServer SERVER =
            CONTEXT.getBean(EmbeddedServer.class).start();

    /** No controller: the test's description of the API would take the place of the real one. */
    @Singleton
    @Requires(property = "guard-test")
    @SuppressWarnings("overrides") // Micronaut's own, with an array for variable arguments
    static final class Routes extends DefaultRouteBuilder {

        Routes(ExecutionHandleLocator handles, UriNamingStrategy naming, ConversionService conversion, Echo echo) {
            super(handles, naming, conversion);
            GET("/guard-test", echo, "get");
            POST("/guard-test", echo, "post", byte[].class).consumesAll();
        }
    }

    @Singleton
    @Executable
    @Requires(property = "guard-test")
    static class Echo {
        String get() {
            return "got";
        }

        String post(@Body byte[] body) {
            return "posted " + body.length;
        }
    }

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: localhost | 200",
                "Host: 127.0.0.1:8080 | 200",
                "Host: logins.example.com | 200",
                "Host: evil.example | 421",
                "Host: localhost.evil.example:8080 | 421",
                "X-Forwarded-Host: localhost | 400",
                "Host: localhost\\r\\nHost: localhost | 400",
                "Host: localhost\\r\\nHost: evil.example | 400",
                "Host: | 400",
                "Host: local host | 400",
                "Host: localhost:99999999 | 400",
                "Host: user@localhost | 400",
                "Host: localhost/evil | 400"
            })
    void aRequestIsAddressedToThisHost(String headers, int status) throws IOException {
        assertThat(status(get("/guard-test", headers))).isEqualTo(status);
    }

    @Test
    void theHostInTheTargetIsNoOtherOne() throws IOException {
        assertThat(status(get("http://localhost/guard-test", "Host: localhost")))
                .isEqualTo(200);
        assertThat(status(get("http://evil.example/guard-test", "Host: localhost")))
                .isEqualTo(400);
        assertThat(status(get("http://evil.example/guard-test", "Host: evil.example")))
                .isEqualTo(421);
        assertThat(status(get("http:///guard-test", "Host: localhost"))).isEqualTo(400);
    }

    @Test
    void anOldClientNeedsNoHost() throws IOException {
        assertThat(status(send("GET /guard-test HTTP/1.0\r\n\r\n"))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: http://localhost:8080 | 200",
                "Origin: https://proxy.example.com | 200",
                "Origin: http://evil.example | 403",
                "Origin: http://localhost:9999 | 403",
                "Origin: null | 403",
                "Origin: file:// | 403",
                "Sec-Fetch-Site: same-origin | 200",
                "Sec-Fetch-Site: none | 200",
                "Sec-Fetch-Site: cross-site | 403",
                "Sec-Fetch-Site: cross-site\\r\\nSec-Fetch-Mode: navigate | 403",
                "X-Nothing: at-all | 200"
            })
    void noForeignPagePosts(String headers, int status) throws IOException {
        String answer = send("POST /guard-test HTTP/1.1\r\nHost: localhost:8080\r\n" + headers.replace("\\r\\n", "\r\n")
                + "\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab");

        assertThat(status(answer)).as(answer).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/guard-test | Origin: http://evil.example | 403",
                "/nowhere | Origin: http://evil.example | 403",
                "/guard-test | Sec-Fetch-Site: cross-site\\r\\nSec-Fetch-Mode: no-cors | 403",
                "/guard-test | Sec-Fetch-Site: cross-site\\r\\nSec-Fetch-Mode: navigate | 200",
                "/guard-test | Origin: https://proxy.example.com | 200"
            })
    void aForeignPageReadsNothingButMayLinkHere(String path, String headers, int status) throws IOException {
        assertThat(status(get(path, "Host: localhost:8080\\r\\n" + headers))).isEqualTo(status);
    }

    @Test
    void aRefusalIsAProblemThatNamesTheSetting() throws IOException {
        assertThat(get("/guard-test", "Host: evil.example"))
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"foreign-host\"", "HTTP_ALLOWED_HOSTS")
                .doesNotContain("evil.example");
        assertThat(get("/guard-test", "Host: localhost\\r\\nOrigin: http://evil.example"))
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"code\":\"foreign-site\"", "HTTP_ALLOWED_ORIGINS");
    }

    /** Each with another request behind it, which must not be answered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked, xchunked",
                "Transfer-Encoding: xchunked, chunked",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\\r\\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked",
                "Transfer-Encoding: xchunked\\r\\nContent-Length: 5",
                "Transfer-Encoding: chunked\\r\\nContent-Length: 5",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked;a=b",
                "Transfer-Encoding: \\tchunked,",
                "Transfer-Encoding: \\u000bchunked",
                "Transfer-Encoding:",
                "Transfer-Encoding : chunked",
                "Content-Length: 5\\r\\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: +5",
                "Content-Length: 0x5",
                "Content-Length: -5"
            })
    void whereABodyEndsIsNeverInDoubt(String headers) throws IOException {
        String answers = send("POST /guard-test HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + headers.replace("\\r\\n", "\r\n").replace("\\t", "\t").replace("\\u000b", "\u000b")
                + "\r\n\r\n0\r\n\r\nGET /guard-test HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(status(answers)).as(answers).isEqualTo(400);
        assertThat(answers.split("HTTP/1\\.1 ", -1))
                .as("one answer: %s", answers)
                .hasSize(2);
        assertThat(answers).doesNotContain("got");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
    void aChunkedBodyIsTakenAndTheRequestBehindItToo(String coding) throws IOException {
        String answers = send("POST /guard-test HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + "Transfer-Encoding: " + coding + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                + "GET /guard-test HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answers).contains("posted 3", "got");
    }

    @Test
    void anAmbiguousHeadIsAnsweredInItsTurn() throws IOException {
        String plain = "GET /guard-test HTTP/1.1\r\nHost: localhost\r\n";
        String answers = send(plain + "\r\n" + plain + "Host: localhost\r\n\r\n");

        assertThat(answers.indexOf("HTTP/1.1 200")).isZero();
        assertThat(answers.indexOf("HTTP/1.1 400")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /guard-test HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "PUT /guard-test HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "HEAD /guard-test HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /guard-test HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "GET /guard-test HTTP/1.1\r\n\r\n",
                "GET /guard-test HTTP/1.1\r\nHost: localhost\r\nX-Bad\u0000: 1\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void everyAnswerCarriesTheHeaders(String request) throws IOException {
        String answer = send(request);

        assertThat(answer)
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("content-security-policy: default-src 'none'; frame-ancestors 'none'")
                .containsIgnoringCase("cross-origin-resource-policy: same-origin")
                .containsIgnoringCase("referrer-policy: no-referrer")
                .containsIgnoringCase("x-frame-options: DENY")
                .containsIgnoringCase("x-request-id: ");
    }

    private static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private static String get(String target, String headers) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\n" + headers.replace("\\r\\n", "\r\n")
                + "\r\nConnection: close\r\n\r\n");
    }

    /** All that comes back until the server closes the connection. */
    private static String send(String request) throws IOException {
        try (Socket socket = new Socket(SERVER.getHost(), SERVER.getPort())) {
            socket.setSoTimeout(LONG_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
