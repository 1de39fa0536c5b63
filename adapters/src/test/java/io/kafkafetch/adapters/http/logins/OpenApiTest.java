package io.kafkafetch.adapters.http.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.logins.LoginServer.Answer;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description that is served says what the code does. */
class OpenApiTest {

    @Test
    void theDescriptionIsServedAndSpeaksOfEveryPath() {
        Map<String, Object> described = served();

        assertThat(described.get("openapi")).asString().startsWith("3.");
        assertThat(at(described, "paths"))
                .containsOnlyKeys(
                        "/api/logins",
                        "/api/dead-letters",
                        "/api/dead-letters/replays",
                        "/api/dead-letters/replays/latest",
                        "/api/insights",
                        "/api/insights/batches/{batch}",
                        "/api/insights/stream",
                        "/api/pipeline",
                        "/api/rollups",
                        "/api/session");
        assertThat(at(described, "paths", "/api/logins")).containsOnlyKeys("post");
    }

    @Test
    void everyStatusIsDescribed() {
        Set<String> statuses = Stream.concat(
                        Stream.of("200", "207"),
                        Arrays.stream(Fault.values())
                                .map(fault -> Integer.toString(fault.status().getCode())))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(at(post(), "responses")).containsOnlyKeys(statuses.toArray(String[]::new));
    }

    @Test
    void everyFaultIsDescribedWhereItsStatusIs() {
        Map<String, Object> responses = at(post(), "responses");

        Arrays.stream(Fault.values())
                .forEach(fault -> assertThat(
                                at(responses, Integer.toString(fault.status().getCode()))
                                        .get("description"))
                        .asString()
                        .contains("`" + fault.code() + "`"));
    }

    @Test
    void theBodiesAndHeadersAreDescribed() {
        assertThat(at(post(), "requestBody", "content")).containsOnlyKeys("application/json", "application/x-ndjson");
        assertThat(post().get("parameters"))
                .asString()
                .contains("name=Idempotency-Key")
                .contains("name=Content-Encoding");
        assertThat(at(served(), "components", "schemas", "LoginsAnswer", "properties"))
                .containsOnlyKeys("accepted", "rejected", "skipped", "rejections", "rejections_omitted", "blank_lines");
        assertThat(post().get("requestBody")).asString().contains("type=array");
        assertThat(at(served(), "components", "schemas", "Rejection", "properties"))
                .containsOnlyKeys("index", "reasons");
        assertThat(at(served(), "components", "schemas", "RejectionReason", "properties"))
                .containsOnlyKeys("code", "field", "message");
        assertThat(at(served(), "components", "schemas", "Problem", "properties"))
                .containsOnlyKeys("type", "title", "status", "code", "detail", "kept");
        assertThat(at(served(), "components", "schemas", "LoginEvent", "properties"))
                .containsOnlyKeys("user_id", "app_version", "ip", "locale", "device_id", "timestamp", "device_type");
    }

    private static Map<String, Object> post() {
        return at(served(), "paths", "/api/logins", "post");
    }

    private static Map<String, Object> served() {
        try (LoginServer server = new LoginServer()) {
            Answer answer = server.send(server.request("/openapi.yml").GET().build());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.type()).isEqualTo("application/yaml");
            return new Yaml().load(answer.body());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> tree, String... path) {
        Object here = tree;
        for (String name : path) {
            here = ((Map<String, Object>) here).getOrDefault(name, Map.of());
        }
        return (Map<String, Object>) here;
    }
}
