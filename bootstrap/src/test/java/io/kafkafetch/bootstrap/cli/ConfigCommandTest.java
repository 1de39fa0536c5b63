package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would count, said without a start; and that a start takes the same. */
class ConfigCommandTest {

    private static final String SECRET = "hunter2";

    @TempDir
    private Path folder;

    private ChildJvm.Run run(Map<String, String> environment, String... arguments) throws Exception {
        return ChildJvm.run(folder, environment, Main.class, arguments);
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("settings.yml"), content);
    }

    @Test
    void eachSettingIsSaidWithWhereItComesFromAndSecretsAreHidden() throws Exception {
        Path file = file("batch-size: 7\nkafka.sasl.jaas.config: 'x required password=\"" + SECRET + "\";'\n");

        ChildJvm.Run run = run(
                Map.of(
                        "BATCH_MAX_AGE",
                        "9s",
                        "KAFKA_SSL_KEY_PASSWORD",
                        SECRET,
                        "RUNBOOK_URL",
                        "https://u:" + SECRET + "@a"),
                "config",
                "--config",
                file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(new String(run.out(), UTF_8)).doesNotContain(SECRET).contains("https://[hidden]@a");
        assertThat(new String(run.out(), UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "BATCH_SIZE 7 " + file,
                        "BATCH_MAX_AGE 9s environment",
                        "ZONE UTC default",
                        "INSTANCE_ID host name and slot default",
                        "KAFKA_SSL_KEY_PASSWORD [hidden] environment",
                        "KAFKA_SASL_JAAS_CONFIG [hidden] " + file);
    }

    @Test
    void valuesInFilesCountAndAreNotShown() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Path linger = Files.writeString(folder.resolve("linger"), "-5\n");
        Map<String, String> environment = Map.of(
                "KAFKA_SSL_KEY_PASSWORD_FILE",
                secret.toString(),
                "KAFKA_LINGER_MS_FILE",
                linger.toString(),
                "KAFKA_SSL_KEYSTORE_PASSWORD_FILE",
                "/nowhere",
                "KAFKA_SSL_KEY_PASSWORT_FILE",
                "/nowhere");

        ChildJvm.Run run = run(environment, "config");

        assertThat(new String(run.out(), UTF_8)).doesNotContain(SECRET);
        assertThat(new String(run.out(), UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .contains("KAFKA_SSL_KEY_PASSWORD_FILE " + secret + " environment");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactlyInAnyOrder(
                        "kafka-fetch: KAFKA_SSL_KEYSTORE_PASSWORD_FILE=/nowhere cannot be used: expected a file that is"
                                + " there, with the value of KAFKA_SSL_KEYSTORE_PASSWORD",
                        "kafka-fetch: KAFKA_LINGER_MS=-5 cannot be used: expected at least 0",
                        "kafka-fetch: warning: KAFKA_SSL_KEY_PASSWORT_FILE is not a setting and has no effect: is"
                                + " KAFKA_SSL_KEY_PASSWORD_FILE meant?");
        assertThat(run(environment, "run").err()).contains("KAFKA_SSL_KEYSTORE_PASSWORD_FILE=/nowhere cannot be used");
        assertThat(run(environment, "generate", "--count", "1").err())
                .contains("KAFKA_SSL_KEYSTORE_PASSWORD_FILE=/nowhere cannot be used");
    }

    @Test
    void everySettingThatCannotBeUsedIsNamedAndAnyThatNearlyIsOne() throws Exception {
        ChildJvm.Run run = run(
                Map.of(
                        "BATCH_SIZE", "0",
                        "ZONE", "Mars",
                        "KAFKA_LINGER_MS", "-5",
                        "OUTPUT_TOPIC", "user-login",
                        "BATCH_SIZ", "1"),
                "config");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("kafka-fetch: warning: BATCH_SIZ is not a setting"),
                        line -> assertThat(line).startsWith("kafka-fetch: BATCH_SIZE=0 cannot be used"),
                        line -> assertThat(line).startsWith("kafka-fetch: ZONE=Mars cannot be used"),
                        line -> assertThat(line).startsWith("kafka-fetch: KAFKA_LINGER_MS=-5 cannot be used"));
    }

    @Test
    void aStartNamesEverySettingThatCannotBeUsed() throws Exception {
        Map<String, String> environment = Map.of("BATCH_SIZE", "0", "ZONE", "Mars", "KAFKA_LINGER_MS", "-5");

        ChildJvm.Run run = run(environment, "run");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactlyInAnyOrderElementsOf(
                        run(environment, "config").err().lines().toList());
    }

    @Test
    void settingsThatDoNotGoTogetherAreNamed() throws Exception {
        ChildJvm.Run run = run(Map.of("OUTPUT_TOPIC", "user-login"), "config", "--format", "json");

        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(json.path("faults")).hasSize(1);
        assertThat(json.path("faults").path(0).textValue()).contains("user-login");
        assertThat(json.path("settings").findValuesAsText("name")).contains("OUTPUT_TOPIC", "LOG_LEVEL");
        assertThat(json.path("warnings")).isEmpty();
    }

    @Test
    void aStartTakesTheFileWhereTheEnvironmentSaysNothing() throws Exception {
        Path logins = Files.writeString(folder.resolve("logins.jsonl"), "{}\n");
        Path file = file("""
                source: file
                source-file: %s
                sink: file
                sink-dir: %s
                http-port: -1
                batch-size: 7
                batch-max-age: 8s
                """.formatted(logins, folder.resolve("sink")));
        Map<String, String> environment = new HashMap<>(Map.of("BATCH_MAX_AGE", "9s"));

        ChildJvm.Run run = run(environment, "run", "--config", file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("batches of 7 logins or 9 s");
    }

    @Test
    void aFileThatCannotBeUsedEndsTheStartInOneLine() throws Exception {
        ChildJvm.Run run = run(
                Map.of(), "run", "--config", file("batch-size: 0\nzon: UTC\n").toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("line 1: BATCH_SIZE=0 cannot be used", "line 2: zon is not a setting");
    }
}
