package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.LogLines;
import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request has an id, in its answer and in the log. */
class RequestIdTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final LoginServer server = new LoginServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-7", "Root=1-67891233:abc/DEF+x_y.z"})
    void aClientsIdIsReturned(String id) {
        assertThat(server.send(JSON, LOGIN, "X-Request-Id", id).header("X-Request-Id"))
                .isEqualTo(id);
    }

    @Test
    void anIdOfTheGreatestLengthIsTakenAndALongerOneNot() {
        String greatest = "x".repeat(128);

        assertThat(server.send(JSON, LOGIN, "X-Request-Id", greatest).header("X-Request-Id"))
                .isEqualTo(greatest);
        assertThat(server.send(JSON, LOGIN, "X-Request-Id", greatest + "x").header("X-Request-Id"))
                .matches(UUID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "<script>", "a\"b", "${jndi:x}", "a;b"})
    void anIdThatIsNotWellFormedIsReplaced(String id) {
        assertThat(server.send(JSON, LOGIN, "X-Request-Id", id).header("X-Request-Id"))
                .matches(UUID);
    }

    @Test
    void withoutOneEachRequestGetsItsOwn() {
        String first = server.send(JSON, LOGIN).header("X-Request-Id");
        String second = server.send(JSON, LOGIN).header("X-Request-Id");

        assertThat(first).matches(UUID);
        assertThat(second).matches(UUID).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/api/logins"})
    void whatMicronautRefusesHasItToo(String path) {
        Answer answer = server.send(server.request(path)
                .header("X-Request-Id", "r-1")
                .PUT(BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isIn(404, 405);
        assertThat(answer.header("X-Request-Id")).isEqualTo("r-1");
    }

    @Test
    void whatIsLoggedForARequestNamesIt() {
        server.inbox.onAppend(inbox -> {
            throw new IllegalStateException("injected");
        });
        try (LogLines log = LogLines.of(RefusalResponses.class)) {
            Answer answer = server.send(JSON, LOGIN, "X-Request-Id", "r-2");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("X-Request-Id")).isEqualTo("r-2");
            assertThat(log.all()).singleElement().satisfies(line -> {
                assertThat(line.message()).contains("injected");
                assertThat(line.fields()).isEqualTo(Map.of("request_id", "r-2"));
            });
        }
    }
}
