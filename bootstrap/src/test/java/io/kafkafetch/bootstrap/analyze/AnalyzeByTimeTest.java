package io.kafkafetch.bootstrap.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code analyze --by}: the logins of all files in windows of their time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AnalyzeByTimeTest extends AnalyzeFixture {
    /** The oracle groups the golden logins by the wall clock, with nothing of ours but the decoder. */
    @ParameterizedTest
    @CsvSource({"minute, UTC", "hour, UTC", "hour, Asia/Kolkata", "day, America/St_Johns"})
    void theLoginsAreCountedByTheirTime(String by, ZoneId zone) throws IOException {
        LoginDecoder decoder = new LoginDecoder(MissingDeviceType.DEAD_LETTER);
        Map<Instant, Integer> expected = new TreeMap<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            if (decoder.decode(ByteBuffer.wrap(line.getBytes(UTF_8))) instanceof LoginEvent login) {
                ZonedDateTime time = Instant.ofEpochSecond(login.timestamp()).atZone(zone);
                ChronoUnit unit = ChronoUnit.valueOf(by.equals("day") ? "DAYS" : by.toUpperCase(Locale.ROOT) + "S");
                expected.merge(time.truncatedTo(unit).toInstant(), 1, Integer::sum);
            }
        }

        Run run = analyze(GOLDEN, "--by", by, "--zone", zone);

        Map<Instant, Integer> counted = new TreeMap<>();
        run.out().lines().forEach(line -> {
            JsonNode window = json(line);
            assertThat(window.path("by").path("region").path("others").intValue())
                    .isZero();
            counted.put(
                    Instant.parse(window.path("start").textValue()),
                    window.path("logins").intValue());
        });
        assertThat(counted).isEqualTo(expected);
        assertThat(run.errLines())
                .containsExactly(
                        "read 2,030 = accepted 2,000 + rejected 30",
                        "rejected because device_type is missing (20), timestamp is missing (7), user_id is missing (7),"
                                + " others (6)");
    }

    @Test
    void theOrderAndTheFilesOfTheLoginsDoNotMatter() throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN);
        Collections.shuffle(lines, new Random(7));
        Path one = write("one.jsonl", String.join("\n", lines.subList(0, 700)));
        Path other = write("other.jsonl", String.join("\n", lines.subList(700, lines.size())));

        for (String by : List.of("minute", "hour", "day")) {
            assertThat(analyze(one, other, "--by", by, "--batch-size=7").out())
                    .isEqualTo(analyze(GOLDEN, "--by", by).out());
        }
    }

    @Test
    void windowsCanBeHadInEveryFormatWithTheMetricsThatAreWanted() {
        assertThat(analyze(logins, "--by", "HOUR", "--only", "device_usage", "--top", "1")
                        .out()
                        .lines())
                .containsExactly(
                        "{\"window\":\"PT1H\",\"start\":\"1970-01-01T09:00:00Z\",\"zone\":\"UTC\",\"logins\":2,"
                                + "\"by\":{\"device_type\":{\"names\":[{\"name\":\"iOS\",\"count\":1}],\"others\":1}}}",
                        "{\"window\":\"PT1H\",\"start\":\"1970-01-01T23:00:00Z\",\"zone\":\"UTC\",\"logins\":1,"
                                + "\"by\":{\"device_type\":{\"names\":[{\"name\":\"web\",\"count\":1}],\"others\":0}}}");
        assertThat(analyze(logins, "--by=day", "--format=csv").out())
                .startsWith("window,start,dimension,name,logins\r\nP1D,1970-01-01T00:00:00Z,,,3\r\n");
        assertThat(analyze(logins, "--by=day", "--format=json").out())
                .startsWith("[\n{\"window\":\"P1D\"")
                .endsWith("}\n]\n");
        assertThat(analyze(logins, "--by=day", "--format=table").out().lines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("  UTC"),
                        day -> assertThat(day).startsWith("  1970-01-01 Thu").contains("3  ████"),
                        gap -> assertThat(gap).isEmpty());
    }

    private static String login(String user, long time) {
        return "{\"user_id\":\"" + user + "\",\"app_version\":\"2.3\",\"ip\":\"1.2.3.4\",\"locale\":\"RI\","
                + "\"device_id\":\"d\",\"timestamp\":" + time + ",\"device_type\":\"iOS\"}";
    }

    /** An id with escapes is the id that it means. */
    @Test
    void differentUsersAreCountedWhereThatIsWanted() throws IOException {
        Path file = write(
                "users.jsonl",
                String.join(
                        "\n",
                        login("a1", 0),
                        login("b2", 60),
                        login("\\u0061\\u0031", 120),
                        login("ä", 86_400),
                        login("\\u00e4", 86_460)));

        assertThat(analyze(file, "--by=day", "--unique-users", "--only=peak_hour")
                        .out()
                        .lines())
                .containsExactly(
                        "{\"window\":\"P1D\",\"start\":\"1970-01-01T00:00:00Z\",\"zone\":\"UTC\",\"logins\":3,"
                                + "\"peak\":{\"hour\":0,\"logins\":3},\"by\":{},"
                                + "\"unique_users\":{\"estimate\":2,\"lower\":2,\"upper\":3}}",
                        "{\"window\":\"P1D\",\"start\":\"1970-01-02T00:00:00Z\",\"zone\":\"UTC\",\"logins\":2,"
                                + "\"peak\":{\"hour\":0,\"logins\":2},\"by\":{},"
                                + "\"unique_users\":{\"estimate\":1,\"lower\":1,\"upper\":2}}");
        assertThat(analyze(file, "--by=day", "--unique-users", "--format=csv", "--only=peak_hour")
                        .out())
                .isEqualTo("""
                        window,start,dimension,name,logins,unique_users,unique_users_lower,unique_users_upper\r
                        P1D,1970-01-01T00:00:00Z,,,3,2,2,3\r
                        P1D,1970-01-02T00:00:00Z,,,2,1,1,2\r
                        """);
        assertThat(analyze(file, "--by=day", "--unique-users", "--format=table")
                        .out()
                        .lines())
                .satisfiesExactly(
                        header -> assertThat(header).contains("logins       users"),
                        first -> assertThat(first).contains("3          ~2  ████"),
                        second -> assertThat(second).contains("2          ~1  ████"),
                        gap -> assertThat(gap).isEmpty());
        assertThat(analyze(file, "--unique-users", "--format=table").out())
                .contains("  Unique users  about 3  (3 to 4)\n");
        assertThat(analyze(file, "--format=table").out()).doesNotContain("Unique users");
    }

    @Test
    void usersOfBatchesAreAnErrorInOneLine() {
        Run run = analyze(logins, "--unique-users", "--format=csv");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly(
                        "kafka-fetch: --unique-users cannot be used: insights of batches have no users; give --by,"
                                + " or --format table");
    }

    @Test
    void anotherWindowIsAnErrorInOneLine() {
        Run run = analyze(logins, "--by", "week");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("kafka-fetch: --by=week cannot be used: expected minute, hour or day");
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
