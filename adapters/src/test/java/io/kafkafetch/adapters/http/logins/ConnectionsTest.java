package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static io.kafkafetch.adapters.http.logins.LoginServer.chunk;
import static io.kafkafetch.adapters.http.logins.LoginServer.head;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.http.connections.ConnectionSettings;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do with their connections. */
class ConnectionsTest {

    private static final String LINE = LOGIN + "\n";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private LoginServer server = new LoginServer();

    @AfterEach
    void nothingStaysTaken() {
        server.inbox.release();
        server.awaitAllFree();
        server.close();
    }

    /** Otherwise it sends the same again, and it is counted twice. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void aClientThatClosesItsSideIsAnswered(String version) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(("POST /api/logins HTTP/" + version + "\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + LOGIN.length() + "\r\n\r\n" + LOGIN)
                            .getBytes(UTF_8));
            socket.shutdownOutput();

            assertThat(allOf(socket)).startsWith("HTTP/" + version + " 200 ").contains("\"accepted\":1");
        }
        assertThat(server.inbox.count()).isEqualTo(1);
    }

    @Test
    void aClientThatClosesItsSideWhileTheInboxWorksIsAnswered() throws IOException {
        server.inbox.hold();
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head(LINES));
            socket.getOutputStream().write(chunk(LINE));
            socket.getOutputStream().write(chunk(""));
            Await.until("it is appended", () -> server.inbox.held() == 1);
            socket.shutdownOutput();
            server.inbox.release();

            assertThat(allOf(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatEndsInItsMidstIsBroken() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head(LINES));
            socket.getOutputStream().write(chunk(LINE + LOGIN.substring(0, 20)));
            Await.until("the whole line is kept", () -> server.inbox.count() == 1);
            socket.shutdownOutput();

            assertThat(allOf(socket))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"code\":\"broken-body\"")
                    .contains("\"kept\":1");
        }
    }

    /** Heads that never end, sent at once, byte by byte or not at all, and connections that are not used any more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "G", "POST /api/logins HTTP/1.1\r\nHost: x\r\nX-Slow: "})
    void aHeadThatDoesNotArriveEndsItsConnection(String begun) throws IOException {
        restart(new ConnectionSettings(100, SHORT, LONG));
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(begun.getBytes(UTF_8));

            assertThat(dripUntilClosed(socket, begun.isEmpty() ? "" : "x")).isTrue();
        }
    }

    @Test
    void aConnectionThatIsNotUsedAnyMoreIsClosed() throws IOException {
        restart(new ConnectionSettings(100, LONG, SHORT));
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /openapi.yml HTTP/1.1\r\nHost: x\r\n\r\nGET /".getBytes(UTF_8));

            assertThat(allOf(socket)).startsWith("HTTP/1.1 200 ").doesNotContain("HTTP/1.1 400");
        }
    }

    @Test
    void aBodyThatGoesOnAfterItsAnswerEndsItsConnection() throws IOException {
        restart(new ConnectionSettings(100, LONG, SHORT));
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head("text/plain"));

            assertThat(dripUntilClosed(socket, "1\r\nx\r\n")).isTrue();
        }
    }

    @Test
    void moreConnectionsThanMayBeAreTurnedAway() throws IOException {
        restart(new ConnectionSettings(2, LONG, LONG));
        try (Socket one = inUse();
                Socket two = inUse()) {
            assertThat(one.isConnected() && two.isConnected()).isTrue();
            try (Socket three = server.connect()) {
                assertThat(allOf(three))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("application/problem+json")
                        .contains("\"code\":\"too-many-connections\"");
            }
        }
        Await.until("there is room again", () -> {
            try (Socket next = server.connect()) {
                next.getOutputStream()
                        .write("GET /openapi.yml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
                return allOf(next).startsWith("HTTP/1.1 200 ");
            } catch (IOException turnedAway) {
                return false;
            }
        });
    }

    /** Whoever asks first sends nothing for nothing. */
    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsSent() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(asking("100-continue", (16 << 20) + 1));

            assertThat(allOf(socket))
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("connection: close")
                    .contains("\"code\":\"document-too-large\"");
        }
    }

    @Test
    void anExpectationThatNobodyKnowsIsRefused() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(asking("a-miracle", LOGIN.length()));

            assertThat(allOf(socket)).startsWith("HTTP/1.1 417 ").contains("\"code\":\"unknown-expectation\"");
        }
    }

    @Test
    void aBodyThatIsAskedForIsSent() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(asking("100-Continue", LOGIN.length()));
            String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), UTF_8))
                    .isEqualTo(goOn);
            socket.getOutputStream().write(LOGIN.getBytes(UTF_8));
            socket.shutdownOutput();

            assertThat(allOf(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    /** What Micronaut's filters do not see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /LONG HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Long: LONG\r\n\r\n"
            })
    void aMalformedRequestIsAProblemWithAnId(String request) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(request.replace("LONG", "x".repeat(20_000)).getBytes(UTF_8));
            socket.shutdownOutput();

            assertThat(allOf(socket))
                    .containsPattern("^HTTP/1.. 4(00|13) ")
                    .containsIgnoringCase("\r\nx-request-id: ")
                    .containsPattern("\"code\":\"(bad-request|request-entity-too-large)\"");
        }
    }

    private void restart(ConnectionSettings connections) {
        server.close();
        server = new LoginServer(HttpSettings.DEFAULT, new FakeInbox(), connections);
    }

    /** A connection that the server has let in for certain: it has answered on it. */
    private Socket inUse() throws IOException {
        Socket socket = server.connect();
        socket.getOutputStream().write("GET /openapi.yml HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
        assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private static byte[] asking(String expectation, int length) {
        return ("POST /api/logins HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: " + expectation
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(UTF_8);
    }

    private static String allOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Sends on until the connection is gone; {@code false} if it is not within ten seconds. */
    private static boolean dripUntilClosed(Socket socket, String drip) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        socket.setSoTimeout(20);
        byte[] drop = drip.getBytes(UTF_8);
        while (System.nanoTime() < end) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException nothing) {
                if (!isWritable(socket, drop)) {
                    return true;
                }
            } catch (SocketException reset) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWritable(Socket socket, byte[] drop) {
        try {
            socket.getOutputStream().write(drop);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
