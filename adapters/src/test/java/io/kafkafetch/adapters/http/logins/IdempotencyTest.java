package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.Await.until;
import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static io.kafkafetch.adapters.http.logins.LoginServer.NO_DEVICE;
import static io.kafkafetch.adapters.http.logins.LoginServer.gzip;
import static io.kafkafetch.adapters.http.logins.LoginsControllerTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import io.kafkafetch.adapters.http.logins.admission.BodyBounds;
import io.kafkafetch.adapters.http.logins.admission.HttpSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A retry with the same key appends nothing twice. */
class IdempotencyTest {

    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String BODY = LOGIN + "\n" + NO_DEVICE + "\n";

    private final LoginServer server = new LoginServer(new HttpSettings(
            64 << 10,
            16 << 20,
            32 << 20,
            64 << 20,
            256,
            256,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            10_000,
            Duration.ofMinutes(10),
            BodyBounds.DEFAULT));

    /** Blank lines are places of the body: a retry may have them before, between and behind, and must have all. */
    @Test
    void aRetryWithBlankLinesIsTheSame() {
        String body = "\n" + LOGIN + "\n\n" + NO_DEVICE + "\n\n\n";
        Answer first = server.send(LINES, body, "Idempotency-Key", "blank");

        Answer again = server.send(LINES, body, "Idempotency-Key", "blank");

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body()).endsWith("\"blank_lines\":4}");
        assertThat(server.inbox.count()).isEqualTo(2);
        assertProblem(
                server.send(LINES, body + "\n", "Idempotency-Key", "blank"), 422, "idempotency-key-other-content");
    }

    @AfterEach
    void nothingStaysTaken() {
        server.inbox.release();
        server.awaitAllFree();
        server.close();
    }

    @Test
    void aRetryIsAnsweredAsBeforeAndAppendsNothing() {
        Answer first = server.send(LINES, BODY, KEY, "k1");
        Answer second = server.send(LINES, BODY, KEY, "k1");

        assertThat(first.header(REPLAYED)).isEmpty();
        assertThat(second.header(REPLAYED)).isEqualTo("true");
        assertThat(second.status()).isEqualTo(first.status()).isEqualTo(207);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(server.inbox.values()).containsExactly(LOGIN, NO_DEVICE);
    }

    @Test
    void theSameEventsAreTheSameContentHoweverTheyArePacked() {
        server.send(LINES, BODY, KEY, "k1");

        assertThat(server.send(LINES, gzip(BODY.getBytes(UTF_8)), KEY, "k1", "Content-Encoding", "gzip")
                        .header(REPLAYED))
                .isEqualTo("true");
        assertThat(server.send(JSON, "[" + LOGIN + ", " + NO_DEVICE + "]", KEY, "k1")
                        .header(REPLAYED))
                .isEqualTo("true");
        assertThat(server.inbox.count()).isEqualTo(2);
    }

    @Test
    void anotherKeyIsAnotherRequest() {
        server.send(LINES, BODY, KEY, "k1");

        assertThat(server.send(LINES, BODY, KEY, "k2").header(REPLAYED)).isEmpty();
        assertThat(server.inbox.count()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LOGIN + "\n", // fewer
                BODY + LOGIN, // more
                NO_DEVICE + "\n" + LOGIN // others
            })
    void otherContentUnderTheSameKeyIsRefused(String other) {
        server.send(LINES, BODY, KEY, "k1");

        assertProblem(server.send(LINES, other, KEY, "k1"), 422, "idempotency-key-other-content");

        assertThat(server.inbox.count()).isEqualTo(2);
        assertThat(server.send(LINES, BODY, KEY, "k1").header(REPLAYED)).isEqualTo("true");
    }

    @Test
    void aRequestWithAKeyInUseConflicts() {
        server.inbox.hold();
        CompletableFuture<Answer> first = server.sendAsync(LINES, BODY, KEY, "k1");
        until("the first request waits", () -> server.inbox.held() == 1);

        Answer second = server.send(LINES, BODY, KEY, "k1");

        assertProblem(second, 409, "idempotency-key-in-use");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        server.inbox.release();
        assertThat(first.join().status()).isEqualTo(207);
        assertThat(server.send(LINES, BODY, KEY, "k1").header(REPLAYED)).isEqualTo("true");
    }

    @Test
    void aRequestThatBrokeOffGoesOnWhereItWasDurable() {
        String tooLarge = "x".repeat(65_537);

        Answer broken = server.send(LINES, BODY + tooLarge + "\n" + LOGIN, KEY, "k1");
        Answer whole = server.send(LINES, BODY + LOGIN, KEY, "k1");

        assertProblem(broken, 413, "event-too-large");
        assertThat(broken.json()).containsEntry("kept", 2);
        assertThat(whole.body()).startsWith("{\"accepted\":2,\"rejected\":1,");
        assertThat(whole.header(REPLAYED)).isEmpty();
        assertThat(server.inbox.values()).containsExactly(LOGIN, NO_DEVICE, LOGIN);
    }

    @Test
    void whatIsDurableAlreadyMustComeAgain() {
        server.send(LINES, BODY + "x".repeat(65_537), KEY, "k1");

        assertProblem(server.send(LINES, LOGIN, KEY, "k1"), 422, "idempotency-key-other-content");
        assertProblem(server.send(LINES, LOGIN + "\n" + LOGIN, KEY, "k1"), 422, "idempotency-key-other-content");
        assertThat(server.inbox.count()).isEqualTo(2);
    }

    @Test
    void aChunkThatBecomesDurableTooLateIsNotAppendedAgain() {
        server.inbox.hold();

        Answer late = server.send(LINES, BODY, KEY, "k1");
        Answer early = server.send(LINES, BODY, KEY, "k1");
        server.inbox.release();
        Answer retry = server.send(LINES, BODY + LOGIN, KEY, "k1");

        assertProblem(late, 503, "not-durable-in-time");
        assertProblem(early, 409, "idempotency-key-in-use");
        assertThat(retry.body()).startsWith("{\"accepted\":2,\"rejected\":1,");
        assertThat(server.inbox.values()).containsExactly(LOGIN, NO_DEVICE, LOGIN);
    }

    @Test
    void aKeyIsForgottenAfterItsTime() {
        server.send(LINES, BODY, KEY, "k1");
        server.skippedNanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(server.send(LINES, BODY, KEY, "k1").header(REPLAYED)).isEqualTo("true");

        server.skippedNanos.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(server.send(LINES, BODY, KEY, "k1").header(REPLAYED)).isEmpty();
        assertThat(server.inbox.count()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void aKeyThatCannotBeUsedIsRefused(String key) {
        assertProblem(server.send(JSON, LOGIN, KEY, key), 400, "invalid-idempotency-key");
    }

    @Test
    void aKeyIsAtMost255Characters() {
        assertThat(server.send(JSON, LOGIN, KEY, "k".repeat(255)).status()).isEqualTo(200);
        assertProblem(server.send(JSON, LOGIN, KEY, "k".repeat(256)), 400, "invalid-idempotency-key");
        assertProblem(server.send(JSON, LOGIN, KEY, "k1", KEY, "k2"), 400, "invalid-idempotency-key");
    }
}
