package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kafkafetch.bootstrap.process.OneLineErrors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HealthCommandTest {

    private HttpServer server;

    /** What a command gave. */
    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String port() {
        return Integer.toString(server.getAddress().getPort());
    }

    private static Run run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = OneLineErrors.on(new CommandLine(new HealthCommand(environment)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    @Test
    void aReadyServiceGivesZeroAndItsAnswer() {
        answer("/health/readiness", 200, "{\"status\":\"UP\"}");

        assertThat(run(Map.of("HTTP_PORT", port())))
                .isEqualTo(new Run(0, "kafka-fetch: UP" + System.lineSeparator(), ""));
        assertThat(run(Map.of("HTTP_PORT", port()), "--format=json"))
                .isEqualTo(new Run(0, "{\"status\":\"UP\"}" + System.lineSeparator(), ""));
    }

    @Test
    void aServiceThatIsNotReadyGivesOneAndSaysWhy() {
        answer("/health/readiness", 503, "{\"status\":\"DOWN\",\"details\":{\"kafka\":{\"error\":\"away\"}}}");

        Run run = run(Map.of("HTTP_PORT", port()));

        assertThat(run.exit()).isOne();
        assertThat(run.out().lines()).containsExactly("kafka-fetch: DOWN", "  kafka:", "    error: away");
    }

    @Test
    void anAnswerThatIsNoJsonIsShownAsItIs() {
        answer("/health/readiness", 502, "Bad Gateway");

        assertThat(run(Map.of("HTTP_PORT", port()))).isEqualTo(new Run(1, "Bad Gateway" + System.lineSeparator(), ""));
    }

    @Test
    void livenessIsAskedApart() {
        answer("/health/readiness", 503, "{\"status\":\"DOWN\"}");
        answer("/health/liveness", 200, "{\"status\":\"UP\"}");

        assertThat(run(Map.of("HTTP_PORT", port()), "--liveness").exit()).isZero();
    }

    @Test
    void aPortOfItsOwnForManagementGoesFirst() {
        answer("/health/readiness", 200, "");

        assertThat(run(Map.of("HTTP_PORT", "1", "MANAGEMENT_PORT", port())).exit())
                .isZero();
        assertThat(run(Map.of("HTTP_PORT", port(), "MANAGEMENT_PORT", "")).exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "localhost", "::"})
    void whoServesAtAllAddressesIsAskedAtLoopback(String host) {
        answer("/health/readiness", 200, "");

        assertThat(run(Map.of("HTTP_HOST", host, "HTTP_PORT", port())).exit()).isZero();
    }

    @Test
    void noServiceGivesOneAndWhereItWasAsked() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        Run run = run(Map.of("HTTP_PORT", Integer.toString(free)));

        assertThat(run.exit()).isOne();
        assertThat(run.out()).startsWith("http://127.0.0.1:" + free + "/health/readiness: ");
    }

    @Test
    void aServiceThatTakesTheCallAndSaysNothingGivesOne() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(Map.of("HTTP_PORT", Integer.toString(silent.getLocalPort())))
                            .exit())
                    .isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_PORT, -1", "HTTP_PORT, 0", "HTTP_PORT, abc", "MANAGEMENT_PORT, -1", "MANAGEMENT_PORT, abc"})
    void aPortThatCannotBeAskedIsWrongUsage(String variable, String port) {
        Run run = run(Map.of(variable, port));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains(variable);
    }
}
