package io.kafkafetch.bootstrap.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.Main;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What the service writes to standard error, in a process of its own. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LogFormatTest {

    @TempDir
    private Path folder = Path.of("");

    /** Logs as the service does. */
    static final class Logs {
        private Logs() {}

        public static void main(String[] arguments) {
            LoggerFactory.getLogger(Logs.class).info("without \"fields\"\n\tin two lines");
            MDC.put("batch", "user-login-0@100-149");
            MDC.put("lane", "0");
            LoggerFactory.getLogger(Logs.class)
                    .warn("it {}", "failed", new IllegalStateException("outer", new IOException("inner")));
            LoggerFactory.getLogger("org.apache.kafka.clients.Metadata").warn("of no use");
        }
    }

    private static Map<String, Object> json(String line) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> object =
                    requireNonNull(JsonMapper.createDefault().readValue(line, Map.class));
            return object;
        } catch (IOException failure) {
            throw new AssertionError("not a JSON object: " + line, failure);
        }
    }

    @Test
    void asJsonEachLineIsAnObjectWithItsFieldsAndItsException() throws Exception {
        ChildJvm.Run run = ChildJvm.run(folder, Map.of("LOG_FORMAT", "json"), Logs.class);

        assertThat(run.out()).isEmpty();
        List<Map<String, Object>> lines = new ArrayList<>();
        run.err().lines().forEach(line -> lines.add(json(line)));
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .containsOnlyKeys("timestamp", "level", "logger", "thread", "message")
                .containsEntry("level", "INFO")
                .containsEntry("logger", Logs.class.getName())
                .containsEntry("thread", "main")
                .containsEntry("message", "without \"fields\"\n\tin two lines");
        assertThat(String.valueOf(lines.getFirst().get("timestamp")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(lines.getLast())
                .containsEntry("message", "it failed")
                .containsEntry("batch", "user-login-0@100-149")
                .containsEntry("lane", "0");
        assertThat(String.valueOf(lines.getLast().get("exception")))
                .startsWith("java.lang.IllegalStateException: outer\n\tat ")
                .contains("java.io.IOException: inner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", ""})
    void asTextABatchFollowsTheLine(String format) throws Exception {
        ChildJvm.Run run = ChildJvm.run(folder, format.isEmpty() ? Map.of() : Map.of("LOG_FORMAT", format), Logs.class);

        assertThat(run.out()).isEmpty();
        List<String> lines = run.err().lines().toList();
        assertThat(lines.get(0))
                .as("a line break in a message begins no line that looks like another's")
                .matches(
                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  LogFormatTest\\$Logs - without \"fields\"\\?\tin two lines");
        assertThat(lines.get(1)).endsWith(" - it failed [user-login-0@100-149]");
        assertThat(lines.get(2)).isEqualTo("java.lang.IllegalStateException: outer");
    }

    @Test
    void theLevelHoldsForJsonToo() throws Exception {
        ChildJvm.Run run = ChildJvm.run(folder, Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "WARN"), Logs.class);

        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(json(line)).containsEntry("message", "it failed"));
    }

    @Test
    void aServiceThatLogsJsonLogsNothingElse() throws Exception {
        Path logins = folder.resolve("logins.jsonl");
        Files.writeString(logins, "no login\n");

        ChildJvm.Run run = ChildJvm.run(
                folder,
                Map.of(
                        "LOG_FORMAT", "json",
                        "SOURCE", "file",
                        "SOURCE_FILE", logins.toString(),
                        "SINK", "file",
                        "SINK_DIR", folder.resolve("sink").toString(),
                        "HTTP_PORT", "-1"),
                Main.class,
                "run");

        assertThat(run.exit()).isZero();
        assertThat(run.err().lines().map(line -> json(line).get("message")))
                .anyMatch(message -> String.valueOf(message).startsWith("From file " + logins + " to folder "))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo --count 1", "generate --count 1"})
    void anUnknownFormatIsToldInOneLineBeforeAnythingStarts(String command) throws Exception {
        ChildJvm.Run run = ChildJvm.run(folder, Map.of("LOG_FORMAT", "xml"), Main.class, command.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly("kafka-fetch: LOG_FORMAT=xml cannot be used: expected text or json");
    }
}
