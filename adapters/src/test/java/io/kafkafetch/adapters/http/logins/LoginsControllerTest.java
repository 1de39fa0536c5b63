package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static io.kafkafetch.adapters.http.logins.LoginServer.NO_DEVICE;
import static io.kafkafetch.adapters.http.logins.LoginServer.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import io.kafkafetch.application.intake.LoginInbox.Entry;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be sent, and what is answered. */
class LoginsControllerTest {

    private final LoginServer server = new LoginServer();

    @AfterEach
    void nothingStaysTaken() {
        server.awaitAllFree();
        server.close();
    }

    @Test
    void oneLoginIsKeptAsItCame() {
        Answer answer = server.send(JSON, LOGIN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"rejections\":[]}");
        assertThat(server.inbox.values()).containsExactly(LOGIN);
        assertThat(server.inbox.onVirtualThread()).isTrue();
    }

    @Test
    void rejectedEventsAreKeptTooAndListedWithTheirReasons() {
        Answer answer = server.send(JSON, "[" + LOGIN + "," + NO_DEVICE + "]");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"accepted\":1,\"rejected\":1,\"rejections\":[{\"index\":1,\"reasons\":[{\"code\":\"missing\","
                                + "\"field\":\"device_type\",\"message\":\"device_type is missing\"}]}]}");
        assertThat(server.inbox.values()).containsExactly(LOGIN, NO_DEVICE);
    }

    @Test
    void theKeyIsTheUserOfAnAcceptedLoginAlone() {
        server.send(JSON, "[" + LOGIN + "," + NO_DEVICE + "]");

        List<Entry> entries = server.inbox.entries();
        assertThat(entries.getFirst().key()).isEqualTo("u1".getBytes(UTF_8));
        assertThat(entries.getLast().key()).isNull();
    }

    @Test
    void elementsOfAnArrayAreKeptByteForByte() {
        String odd = "{ \"a\" : \"x,]}\\\"é\\\\\",\n\t\"b\":[[1,{\"c\":null}], 2] }";

        Answer answer =
                server.send(JSON, " \n[ " + LOGIN + "\r\n,\t" + odd + " , 17,\"a,b\" ,[],\n" + LOGIN + "\n] \n");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(server.inbox.values()).containsExactly(LOGIN, odd, "17", "\"a,b\"", "[]", LOGIN);
    }

    @Test
    void anEmptyArrayIsNoEvents() {
        Answer answer = server.send(JSON, "[ ]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"rejected\":0,\"rejections\":[]}");
        assertThat(server.inbox.appends()).isZero();
    }

    @Test
    void aValueThatIsNoObjectIsARejectedEvent() {
        Answer answer = server.send(JSON, "42");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body()).contains("\"code\":\"not-an-object\"").doesNotContain("\"field\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "application/ndjson",
                "application/jsonl",
                "Application/X-NDJSON; charset=UTF-8"
            })
    void linesAreEvents(String type) {
        Answer answer = server.send(type, LOGIN + "\n" + NO_DEVICE + "\r\n\n{no json\n" + LOGIN);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body())
                .startsWith("{\"accepted\":2,\"rejected\":2,")
                .endsWith(",\"blank_lines\":1}")
                .contains("{\"index\":3,\"reasons\":[{\"code\":\"not-json\",\"message\":\"the value is not JSON\"}]}");
        assertThat(server.inbox.values()).containsExactly(LOGIN, NO_DEVICE, "{no json", LOGIN);
    }

    @Test
    void aLastLinesEndIsOptional() {
        assertThat(server.send(LINES, LOGIN + "\n").body()).startsWith("{\"accepted\":1,\"rejected\":0,");
        assertThat(server.send(LINES, LOGIN).body()).startsWith("{\"accepted\":1,\"rejected\":0,");
    }

    @Test
    void aByteOrderMarkAtTheVeryStartIsSkipped() {
        assertThat(server.send(LINES, "\ufeff" + LOGIN).status()).isEqualTo(200);
        assertThat(server.send(JSON, "\ufeff" + LOGIN).status()).isEqualTo(200);
        assertThat(server.send(LINES, LOGIN + "\n\ufeff" + LOGIN).status()).isEqualTo(207);
        assertThat(server.inbox.values()).containsExactly(LOGIN, LOGIN, LOGIN, "\ufeff" + LOGIN);
    }

    @Test
    void packedBodiesAreUnpacked() {
        byte[] first = gzip((LOGIN + "\n").getBytes(UTF_8));
        byte[] second = gzip(LOGIN.getBytes(UTF_8));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(server.send(LINES, both, "Content-Encoding", "gzip").body()).startsWith("{\"accepted\":2,");
        assertThat(server.send(JSON, second, "Content-Encoding", "x-gzip").status())
                .isEqualTo(200);
        assertThat(server.inbox.values()).containsExactly(LOGIN, LOGIN, LOGIN);
    }

    @Test
    void aPackedBodyThatIsCutOffIsRefusedAndItsWholeLinesAreKept() {
        byte[] packed = gzip((LOGIN + "\n" + LOGIN).getBytes(UTF_8));

        Answer answer = server.send(LINES, Arrays.copyOf(packed, packed.length - 3), "Content-Encoding", "gzip");

        assertProblem(answer, 400, "not-gzip");
        assertThat(answer.json()).containsEntry("kept", 1);
        assertThat(server.inbox.values()).containsExactly(LOGIN);
    }

    @Test
    void whatFollowsAPackedBodyIsRefused() {
        byte[] packed = gzip((LOGIN + "\n").getBytes(UTF_8));

        assertProblem(
                server.send(LINES, PackedBodiesTest.joined(packed, new byte[] {0, 0, 1}), "Content-Encoding", "gzip"),
                400,
                "not-gzip");
        assertProblem(server.send(LINES, LOGIN, "Content-Encoding", "gzip"), 400, "not-gzip");
    }

    @Test
    void noMoreThanAHundredRejectionsAreListed() {
        Answer answer = server.send(LINES, "x\n".repeat(103));

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json())
                .containsEntry("rejected", 103)
                .containsEntry("rejections_omitted", 3)
                .hasEntrySatisfying(
                        "rejections", listed -> assertThat((List<?>) listed).hasSize(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,]", "{}{}", "[1] x", "{\"a\":1,}", "nul", "\u0000[]", "[\u00001]"})
    void whatIsNotJsonIsRefusedAsAWhole(String body) {
        assertProblem(server.send(JSON, body), 400, "not-json");
        assertThat(server.inbox.appends()).isZero();
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertProblem(
                server.send(JSON, "[\"é\"]".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)), 400, "not-json");
        assertProblem(server.send(JSON, "[1]".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)), 400, "not-json");
    }

    @Test
    void aDocumentNestsAsDeepAsItsEventsMay() {
        String deepest = "[".repeat(500) + "]".repeat(500);

        assertThat(server.send(JSON, "[" + deepest + "]").body()).contains("not-an-object");
        assertProblem(server.send(JSON, "[[" + deepest + "]]"), 400, "not-json");
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertProblem(server.send(JSON, ""), 400, "empty-body");
        assertProblem(server.send(JSON, " \n"), 400, "empty-body");
        assertProblem(server.send(LINES, ""), 400, "empty-body");
        assertProblem(server.send(LINES, gzip(new byte[0]), "Content-Encoding", "gzip"), 400, "empty-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "application/cloudevents+xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x"
            })
    void otherTypesAreRefused(String type) {
        Answer answer = server.send(type, LOGIN);

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.body()).contains("Send application/json or application/x-ndjson");
        assertThat(answer.header("Accept-Post")).isEqualTo("application/json, application/x-ndjson");
    }

    @Test
    void aBodyOfNoTypeIsRefused() {
        assertProblem(
                server.send(server.request("/api/logins")
                        .POST(BodyPublishers.ofString(LOGIN))
                        .build()),
                415,
                "unsupported-media-type");
    }

    @Test
    void otherEncodingsAreRefused() {
        Answer answer = server.send(JSON, LOGIN, "Content-Encoding", "br");

        assertProblem(answer, 415, "unsupported-content-encoding");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip, deflate, zstd");
        assertProblem(
                server.send(JSON, LOGIN, "Content-Encoding", "gzip, gzip, gzip"), 415, "unsupported-content-encoding");
    }

    @Test
    void otherMethodsAndPathsAreProblems() {
        Answer get = server.send(server.request("/api/logins").GET().build());
        assertProblem(get, 405, "method-not-allowed");
        assertThat(get.header("Allow")).isEqualTo("POST");
        assertThat(get.body()).contains("the header Allow", "GET /openapi.yml");
        Answer nothing = server.send(server.request("/api/nothing").GET().build());
        assertProblem(nothing, 404, "not-found");
        assertThat(nothing.body()).contains("POST /api/logins", "GET /openapi.yml");
    }

    /** A 406 would leave its sender without a word on what is kept. */
    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/xml;q=0.9", "text/event-stream"})
    void theAnswerIsJsonWhateverIsAskedFor(String accept) {
        Answer taken = server.send(JSON, LOGIN, "Accept", accept);
        Answer refused = server.send(JSON, "{", "Accept", accept);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.type()).isEqualTo("application/json");
        assertProblem(refused, 400, "not-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/json",
                "application/cloudevents+json",
                "application/cloudevents-batch+json; charset=utf-8",
                "application/vnd.example.login+JSON"
            })
    void whateverIsJsonIsTakenAsJson(String type) {
        assertThat(server.send(type, "[" + LOGIN + ",\n" + LOGIN + "]").body()).startsWith("{\"accepted\":2,");
    }

    @Test
    void blankLinesAreCountedAndNothingOfThemIsKept() {
        Answer answer = server.send(LINES, "\n \t\n" + LOGIN + "\n\r\n" + "x\n\n");

        assertThat(answer.body())
                .startsWith("{\"accepted\":1,\"rejected\":1,\"rejections\":[{\"index\":4,")
                .endsWith(",\"blank_lines\":4}");
        assertThat(server.inbox.values()).containsExactly(LOGIN, "x");
        assertThat(server.send(LINES, "\n\n").body())
                .isEqualTo("{\"accepted\":0,\"rejected\":0,\"rejections\":[],\"blank_lines\":2}");
    }

    @Test
    void keptCountsBlankLinesToo() {
        Answer answer = server.send(LINES, "\n" + LOGIN + "\n\n\n" + LOGIN + "\n\n" + " ".repeat(1 << 20) + "x");

        assertProblem(answer, 413, "event-too-large");
        assertThat(answer.json()).containsEntry("kept", 6);
        assertThat(server.inbox.values()).containsExactly(LOGIN, LOGIN);
    }

    @Test
    void aLineOverTheLimitEndsTheStreamAndTheLinesBeforeItAreKept() {
        String greatest = " ".repeat((1 << 20) - LOGIN.length()) + LOGIN;

        assertThat(server.send(LINES, greatest + "\r\n" + greatest).body()).startsWith("{\"accepted\":2,");
        Answer answer = server.send(LINES, LOGIN + "\n" + LOGIN + "\n" + greatest + " \n" + LOGIN);

        assertProblem(answer, 413, "event-too-large");
        assertThat(answer.json()).containsEntry("kept", 2);
        assertThat(server.inbox.count()).isEqualTo(4);
        assertProblem(server.send(LINES, greatest + " "), 413, "event-too-large");
    }

    @Test
    void ofADocumentWithAnEventOverTheLimitNothingIsKept() {
        String greatest = "\"" + "x".repeat((1 << 20) - 2) + "\"";

        assertThat(server.send(JSON, "[" + greatest + "]").status()).isEqualTo(207);
        assertProblem(
                server.send(JSON, "[" + LOGIN + "," + greatest.replaceFirst("x", "xx") + "]"), 413, "event-too-large");
        assertThat(server.inbox.count()).isEqualTo(1);
    }

    @Test
    void aDocumentOverTheLimitIsRefused() {
        String body = "[" + ("\"" + "x".repeat(1_000_000) + "\",").repeat(16) + "1]";

        assertThat(server.send(JSON, body).body()).startsWith("{\"accepted\":0,\"rejected\":17,");
        assertProblem(server.send(JSON, body + " ".repeat((16 << 20) + 1 - body.length())), 413, "document-too-large");
    }

    @Test
    void aProblemTellsNothingOfTheRequest() {
        Answer answer = server.send(JSON, "{\"user_id\":\"secret\"");

        assertThat(answer.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"code\":\"not-json\","
                        + "\"detail\":\"The body is not one JSON value in UTF-8, or nests too deep. No part of it was kept.\","
                        + "\"kept\":0}");
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json()).containsEntry("code", code).containsEntry("status", status);
    }
}
