package io.kafkafetch.adapters.http.logins;

import static io.kafkafetch.adapters.http.logins.LoginServer.JSON;
import static io.kafkafetch.adapters.http.logins.LoginServer.LINES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import io.kafkafetch.adapters.json.login.LoginFormat;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events of a feed that has more than logins. */
class SkippedEventsTest {

    private static final String LOGIN = event("user.session.start", "2026-01-05T09:00:00Z");
    private static final String OTHER = event("user.session.end", "2026-01-05T09:00:00Z");
    private static final String FAULTY = event("user.session.start", "yesterday");

    private final LoginServer server = LoginServer.of(okta());

    private static LoginFormat okta() {
        try {
            return new LoginFormat(
                    MissingDeviceType.DEAD_LETTER,
                    Optional.of(MappingReader.read(Presets.text("okta").orElseThrow())));
        } catch (FaultyMappingException faulty) {
            throw new AssertionError(faulty);
        }
    }

    private static String event(String kind, String published) {
        return "{\"eventType\":\"" + kind + "\",\"outcome\":{\"result\":\"SUCCESS\"},\"actor\":{\"id\":\"00u1\"},"
                + "\"published\":\"" + published + "\"}";
    }

    @AfterEach
    void nothingStaysTaken() {
        server.awaitAllFree();
        server.close();
    }

    @Test
    void theyAreCountedAndKeptAndNoReasonForAnythingBut200() {
        Answer answer = server.send(JSON, "[" + OTHER + "," + LOGIN + "," + OTHER + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"skipped\":2,\"rejections\":[]}");
        assertThat(server.inbox.values()).containsExactly(OTHER, LOGIN, OTHER);
    }

    @Test
    void theyHaveAPlaceAmongTheEventsAndNoKey() {
        Answer answer = server.send(LINES, OTHER + "\n\n" + FAULTY + "\n" + LOGIN);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body())
                .startsWith("{\"accepted\":1,\"rejected\":1,\"skipped\":1,\"rejections\":[{\"index\":2,")
                .endsWith(",\"blank_lines\":1}");
        assertThat(server.inbox.entries().getFirst().key()).isNull();
        assertThat(server.inbox.entries().getLast().key()).isEqualTo("00u1".getBytes(UTF_8));
    }
}
