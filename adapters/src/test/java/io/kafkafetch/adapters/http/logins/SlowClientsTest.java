package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static io.kafkafetch.adapters.http.logins.LoginServer.chunk;
import static io.kafkafetch.adapters.http.logins.LoginServer.head;
import static io.kafkafetch.adapters.http.logins.LoginsControllerTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.Await;
import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that keep to every single timeout, and yet would never leave. */
class SlowClientsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String LINE = LOGIN + "\n";
    private static final int ANY_RATE = 0;

    private LoginServer server = new LoginServer();

    @AfterEach
    void nothingStaysTaken() {
        server.inbox.release();
        server.awaitAllFree();
        server.close();
    }

    @Test
    void aClientThatSendsTooLittleForTheTimeItIsWaitedForIsEnded() throws Exception {
        restart(Duration.ofMillis(500), new BodyBounds(1_000, 1 << 20, 100, LONG, 1 << 20), 4);

        assertThat(dripWholeLines()).startsWith("HTTP/1.1 408 ").contains("\"code\":\"too-slow\"");
    }

    @Test
    void aRequestEndsAtItsAgeAndTheLinesBeforeAreKept() throws Exception {
        restart(LONG, new BodyBounds(1_000_000, 1 << 20, 100, Duration.ofSeconds(1), ANY_RATE), 4);

        String answer = dripWholeLines();

        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close")
                .contains("\"code\":\"too-long-under-way\"")
                .contains("\"kept\":" + server.inbox.count());
        assertThat(server.inbox.count()).isPositive();
    }

    @Test
    void timeInWhichTheInboxWorksIsNotTheClients() throws Exception {
        restart(Duration.ofMillis(500), new BodyBounds(1_000, 1 << 20, 100, LONG, 1 << 20), 4);
        server.inbox.hold();

        CompletableFuture<Answer> answer = server.sendAsync(LINES, LINE.repeat(100));
        Await.until("the inbox works", () -> server.inbox.held() == 1);
        server.skippedNanos.addAndGet(Duration.ofSeconds(5).toNanos());
        server.inbox.release();

        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void oneAddressDoesNotGetAllOfTheRequests() {
        restart(LONG, BodyBounds.DEFAULT, 2);
        server.inbox.hold();
        CompletableFuture<Answer> first = server.sendAsync(JSON, LOGIN);
        CompletableFuture<Answer> second = server.sendAsync(JSON, LOGIN);
        Await.until("both wait", () -> server.inbox.held() == 2);

        Answer third = server.send(JSON, LOGIN);

        assertProblem(third, 429, "too-many-requests-of-address");
        assertThat(third.header("Retry-After")).isEqualTo("1");
        assertThat(server.free().requests()).as("of others").isEqualTo(2);
        server.inbox.release();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void moreEventsThanOneRequestMayHoldEndIt() {
        restart(LONG, new BodyBounds(3, 1 << 20, 100, LONG, ANY_RATE), 4);

        Answer lines = server.send(LINES, LINE.repeat(4));
        Answer document = server.send(JSON, "[1,2,3,4]");

        assertProblem(lines, 413, "too-many-events");
        assertThat(lines.json()).containsEntry("kept", 3);
        assertProblem(document, 413, "too-many-events");
        assertThat(document.json()).containsEntry("kept", 0);
        assertThat(server.inbox.count()).isEqualTo(3);
    }

    @Test
    void moreUnpackedBytesThanMayBeEndIt() {
        restart(LONG, new BodyBounds(1_000_000, 1 << 20, 1_100, LONG, ANY_RATE), 4);
        byte[] packed =
                LoginServer.gzip((" ".repeat(1_000) + LINE).repeat(2_000).getBytes(UTF_8));

        assertProblem(server.send(LINES, packed, "Content-Encoding", "gzip"), 413, "unpacked-too-large");
    }

    /** Four requests at a time. */
    private void restart(Duration quietTimeout, BodyBounds bounds, int requestsPerAddress) {
        server.close();
        server = new LoginServer(new HttpSettings(
                1 << 20,
                2 << 20,
                4 << 20,
                4 << 20,
                4,
                requestsPerAddress,
                LONG,
                quietTimeout,
                LONG,
                10,
                Duration.ofMinutes(1),
                bounds));
    }

    /** What the server answers to a client that sends a whole line every now and then, and never ends. */
    private String dripWholeLines() throws Exception {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(LINES));
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(socket.getInputStream().readAllBytes(), UTF_8);
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            });
            while (!answer.isDone()) {
                try {
                    out.write(chunk(LINE));
                } catch (IOException closed) {
                    break;
                }
                Thread.sleep(20); // the client's pace
            }
            return answer.join();
        }
    }
}
