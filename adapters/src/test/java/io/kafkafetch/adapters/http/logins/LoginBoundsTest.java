package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.Await.until;
import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static io.kafkafetch.adapters.http.logins.LoginServer.chunk;
import static io.kafkafetch.adapters.http.logins.LoginServer.gzip;
import static io.kafkafetch.adapters.http.logins.LoginServer.head;
import static io.kafkafetch.adapters.http.logins.LoginsControllerTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import io.kafkafetch.application.intake.LoginInbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever clients and the inbox do, nothing grows, nothing hangs, and nothing stays taken. */
class LoginBoundsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String LINE = LOGIN + "\n";

    private LoginServer server = new LoginServer();

    @AfterEach
    void nothingStaysTaken() {
        server.inbox.release();
        server.awaitAllFree();
        server.close();
    }

    @Test
    void theAnswerComesWhenAllEventsAreDurableAndNoSooner() {
        server.inbox.hold();

        CompletableFuture<Answer> answer = server.sendAsync(LINES, LINE.repeat(3));
        until("the events are appended", () -> server.inbox.held() == 1);
        assertThat(answer).isNotDone();

        server.inbox.completeOne();
        assertThat(answer.join().body()).startsWith("{\"accepted\":3,");
    }

    @Test
    void aClientIsSlowedWhileTheInboxStallsAndLosesNothing() throws Exception {
        int lines = 1_500_000; // 200 MB
        server.inbox.forgetting().hold();
        AtomicLong written = new AtomicLong();
        try (Socket socket = server.connect()) {
            byte[] thousand = chunk(LINE.repeat(1_000));
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    out.write(head(LINES, "Connection: close"));
                    for (int i = 0; i < lines / 1_000; i++) {
                        out.write(thousand);
                        written.addAndGet(thousand.length);
                    }
                    out.write(chunk(""));
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            });
            until("events wait for the inbox", () -> server.inbox.held() == 1);
            long stalled = awaitStandstill(written);
            assertThat(stalled).isLessThan(16 << 20);
            assertThat(server.inbox.appends()).isEqualTo(1);

            server.inbox.release();
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("{\"accepted\":" + lines + ",\"rejected\":0,");
            writer.join();
        }
        assertThat(server.inbox.count()).isEqualTo(lines);
    }

    @Test
    void whereTheInboxIsFullANewRequestIsToComeAgain() {
        server.inbox.full(true);

        Answer answer = server.send(JSON, LOGIN);

        assertProblem(answer, 429, "buffer-full");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        server.inbox.full(false);
        assertThat(server.send(JSON, LOGIN).status()).isEqualTo(200);
    }

    @Test
    void aRequestUnderWayWaitsForAFullInbox() {
        server.inbox.onAppend(inbox -> inbox.full(true));

        CompletableFuture<Answer> answer = server.sendAsync(LINES, LINE.repeat(4_000));
        until("the first events are appended", () -> server.inbox.appends() == 1);
        assertThat(answer).isNotDone();
        server.inbox.onAppend(inbox -> {});
        server.inbox.full(false);

        assertThat(answer.join().body()).startsWith("{\"accepted\":4000,");
        assertThat(server.inbox.appends()).isGreaterThan(1);
        assertThat(server.inbox.appendsWhileFull()).isZero();
    }

    @Test
    void moreRequestsThanAllowedAreToComeAgain() {
        restart(2, LONG, LONG);
        server.inbox.hold();
        CompletableFuture<Answer> first = server.sendAsync(JSON, LOGIN);
        CompletableFuture<Answer> second = server.sendAsync(JSON, LOGIN);
        until("two requests wait", () -> server.inbox.held() == 2);

        Answer third = server.send(JSON, LOGIN);

        assertProblem(third, 429, "too-many-requests");
        assertThat(third.header("Retry-After")).isEqualTo("1");
        server.inbox.release();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void bytesInFlightAreBoundedOverAllRequests() {
        restart(100, LONG, LONG);
        server.inbox.hold();
        String line = " ".repeat(60_000) + LOGIN;
        CompletableFuture<Answer> first = server.sendAsync(LINES, line);
        until("the first request waits", () -> server.inbox.held() == 1);
        CompletableFuture<Answer> second = server.sendAsync(LINES, line);
        until("the second request waits", () -> server.inbox.held() == 2);

        assertThat(server.free().inFlightBytes()).isLessThan(64 << 10);
        assertProblem(server.send(JSON, LOGIN), 429, "buffer-full");

        server.inbox.release();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(second.join().status()).isEqualTo(200);
    }

    @Test
    void anInboxThatTakesTooLongIsUnavailableAndTheKeptOnesAreTold() {
        restart(100, LONG, SHORT);
        server.inbox.onAppend(inbox -> {
            if (inbox.appends() == 2) {
                inbox.hold();
            }
        });

        Answer answer = server.send(LINES, LINE.repeat(5_000));

        assertProblem(answer, 503, "not-durable-in-time");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(server.inbox.appends()).isEqualTo(2);
        assertThat(((Number) answer.json().getOrDefault("kept", -1)).longValue())
                .isPositive()
                .isLessThan(server.inbox.count());
        assertThat(server.free().inFlightBytes())
                .as("what the inbox may still hold stays taken")
                .isLessThan(128 << 10);
    }

    /** Or its sender would try again for ever. */
    @Test
    void anEventThatTheInboxNeverTakesIsTooLarge() {
        server.inbox.hold();

        CompletableFuture<Answer> answer = server.sendAsync(LINES, LINE);
        until("the event is appended", () -> server.inbox.held() == 1);
        server.inbox.failOne(new LoginInbox.EntryTooLargeException("above 1 MiB", new IllegalStateException()));

        assertProblem(answer.join(), 413, "event-too-large");
        assertThat(answer.join().json()).containsEntry("kept", 0);
    }

    @Test
    void blankLinesBehindAnEventThatFailedAreNotKeptEither() {
        server.inbox.hold();

        CompletableFuture<Answer> answer = server.sendAsync(LINES, "\n" + LINE + "\n\n");
        until("the event is appended", () -> server.inbox.held() == 1);
        server.inbox.failOne();

        assertProblem(answer.join(), 503, "inbox-failed");
        assertThat(answer.join().json().get("kept")).isIn(0, 1);
    }

    @Test
    void anInboxThatFailsIsUnavailableAndTheKeptOnesAreTold() {
        server.inbox.hold();

        CompletableFuture<Answer> answer = server.sendAsync(LINES, LINE.repeat(2_000));
        until("the first events are appended", () -> server.inbox.held() == 1);
        long kept = server.inbox.count();
        server.inbox.completeOne();
        until("the next events are appended", () -> server.inbox.held() == 1);
        server.inbox.failOne();

        assertProblem(answer.join(), 503, "inbox-failed");
        assertThat(answer.join().json()).containsEntry("kept", (int) kept);
        assertThat(answer.join().body()).doesNotContain("the inbox broke");
    }

    @Test
    void aDripIsEndedAndTheLinesBeforeItAreKept() throws Exception {
        restart(100, SHORT, LONG);
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(LINES));
            out.write(chunk(LINE));
            CompletableFuture<String> answer = answerOf(socket);
            while (!answer.isDone()) {
                try {
                    out.write(chunk(" "));
                } catch (IOException closed) {
                    break;
                }
                Thread.sleep(20);
            }

            assertThat(answer.join())
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("connection: close")
                    .contains("\"code\":\"too-slow\"")
                    .contains("\"kept\":1");
        }
        assertThat(server.inbox.values()).containsExactly(LOGIN);
    }

    @Test
    void aHalfSentDocumentIsEnded() throws Exception {
        restart(100, SHORT, LONG);
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(("POST /api/logins HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n{")
                            .getBytes(UTF_8));

            assertThat(answerOf(socket).join()).startsWith("HTTP/1.1 408 ").contains("\"kept\":0");
        }
    }

    @Test
    void aSilentRequestIsEnded() throws Exception {
        restart(100, SHORT, LONG);
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head(LINES));
            until("the request is under way", () -> server.free().requests() == 99);

            assertThat(answerOf(socket).join()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void eventsOfAQuietStreamAreAppendedWithoutWaitingForMore() throws Exception {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(LINES, "Connection: close"));
            out.write(chunk(LINE));
            until("the first event is kept", () -> server.inbox.count() == 1);
            out.write(chunk(LINE));
            until("the second event is kept", () -> server.inbox.count() == 2);
            out.write(chunk(""));

            assertThat(answerOf(socket).join()).startsWith("HTTP/1.1 200 ").contains("{\"accepted\":2,");
        }
    }

    @Test
    void aClientThatGoesAwayLeavesItsWholeLinesAndNothingElse() throws Exception {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(LINES));
            out.write(chunk(LINE + LINE + LOGIN.substring(0, 10)));
            // A reset takes back what the server has not read yet.
            until("the whole lines are kept", () -> server.inbox.count() == 2);
            assertThat(server.free().requests()).as("those of others").isEqualTo(255);
            socket.setSoLinger(true, 0);
        }

        server.awaitAllFree();
        assertThat(server.inbox.values()).isEqualTo(List.of(LOGIN, LOGIN));
    }

    @Test
    void aBodyWhoseChunksAreMalformedIsBroken() throws Exception {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(LINES));
            out.write(chunk(LINE + "{"));
            until("the first event is kept", () -> server.inbox.count() == 1);
            out.write("ZZ\r\nno chunk\r\n".getBytes(UTF_8));

            assertThat(answerOf(socket).join())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"code\":\"broken-body\"")
                    .contains("\"kept\":1");
        }
    }

    @Test
    void manyClientsThatGoAwayInTheMidstLeaveNothingTaken() throws Exception {
        server.inbox.forgetting().hold();
        byte[] much = chunk(LINE.repeat(4_000));
        Socket[] sockets = new Socket[40];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = server.connect();
            sockets[i].getOutputStream().write(head(LINES));
            sockets[i].getOutputStream().write(much, 0, 30_000);
        }
        until("all wait for the inbox", () -> server.inbox.held() == 40);
        for (Socket socket : sockets) {
            socket.close();
        }
        server.inbox.release();

        server.awaitAllFree();
        assertThat(server.send(JSON, LOGIN).status()).isEqualTo(200);
    }

    @Test
    void aBombOfOneLineIsRefusedWithoutUnpackingIt() {
        byte[] bomb = gzip(new byte[200 << 20]);

        // Which bound is met first depends on how much of it the network brings at once.
        Answer ofLines = server.send(LINES, bomb, "Content-Encoding", "gzip");
        assertThat(ofLines.status()).isEqualTo(413);
        assertThat(ofLines.json().get("code")).isIn("event-too-large", "packed-too-tightly");
        assertProblem(server.send(JSON, bomb, "Content-Encoding", "gzip"), 413, "packed-too-tightly");
    }

    @Test
    void whereNoMemoryIsLeftForADocumentItIsToComeAgain() throws Exception {
        restart(100, LONG, LONG);
        byte[] most = ("[" + " ".repeat(900_000)).getBytes(UTF_8);
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(head(JSON));
            socket.getOutputStream().write(chunk(new String(most, UTF_8)));
            until("its buffer is taken", () -> server.free().bufferBytes() < 200_000);

            Answer answer = server.send(JSON, "[" + " ".repeat(900_000) + "]");

            assertProblem(answer, 503, "no-buffer");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            socket.getOutputStream().write(chunk("]"));
            socket.getOutputStream().write(chunk(""));
            until("the first one is done", () -> server.free().requests() == 100);
        }
    }

    /** Small bounds: 64 KiB an event, 1 MiB a document, 128 KiB in flight, 1 MiB of buffers. */
    private void restart(int requests, Duration eventTimeout, Duration appendTimeout) {
        server.close();
        server = new LoginServer(new HttpSettings(
                64 << 10,
                1 << 20,
                128 << 10,
                1 << 20,
                requests,
                requests,
                eventTimeout,
                eventTimeout,
                appendTimeout,
                10,
                Duration.ofMinutes(1),
                BodyBounds.DEFAULT));
    }

    /** What the server sends until it closes the connection. */
    private static CompletableFuture<String> answerOf(Socket socket) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
    }

    /** Waits until a counter has not moved for a second. */
    private static long awaitStandstill(AtomicLong counter) throws InterruptedException {
        long last = -1;
        while (last != counter.get()) {
            last = counter.get();
            Thread.sleep(1_000);
        }
        return last;
    }
}
