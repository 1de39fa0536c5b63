package io.kafkafetch.bootstrap.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.mapping.Presets;
import io.kafkafetch.bootstrap.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MappingCommandTest {

    private static final String LOGIN = """
            {"eventType":"user.session.start","outcome":{"result":"SUCCESS"},"actor":{"id":"00u1"},"client":{"device":"Computer"},"published":"2026-01-05T09:00:00.123Z"}
            """;
    private static final String OTHER = """
            {"eventType":"policy.evaluate_sign_on","outcome":{"result":"ALLOW"},"published":"2026-01-05T09:00:00.123Z"}
            """;
    private static final String FAULTY = """
            {"eventType":"user.session.start","outcome":{"result":"SUCCESS"},"actor":{"id":null},"published":"2026-01-05 09:00:00"}
            """;

    @TempDir
    private Path folder = Path.of("");

    private String sample(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "sample", ".jsonl"), text)
                .toString();
    }

    @Test
    void checkShowsWhatBecomesOfEachEventAndHowManyThereAre() throws IOException {
        CommandRun run = CommandRun.of("mapping", "check", "okta", sample(LOGIN + OTHER + FAULTY));

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "     1  login     2026-01-05T09:00:00Z  region unknown, device web, version unknown",
                        "     2  skipped   /eventType is not user.session.start",
                        "     3  rejected  /actor/id: user_id is missing; /published: timestamp is not an ISO 8601 time with an offset",
                        "",
                        "3 events = 1 logins + 1 skipped + 1 rejected");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void checkSaysTheSameToPrograms() throws IOException {
        assertThat(CommandRun.of("mapping", "check", "okta", sample(LOGIN + OTHER + FAULTY), "--format", "jsonl")
                        .out()
                        .lines())
                .containsExactly(
                        "{\"event\":1,\"outcome\":\"accepted\",\"timestamp\":1767603600,\"locale\":\"unknown\",\"device_type\":\"web\",\"app_version\":\"unknown\"}",
                        "{\"event\":2,\"outcome\":\"skipped\",\"rule\":\"/eventType\"}",
                        "{\"event\":3,\"outcome\":\"rejected\",\"reasons\":[{\"code\":\"missing\",\"field\":\"user_id\",\"at\":\"/actor/id\",\"message\":\"/actor/id: user_id is missing\"},{\"code\":\"not-a-time\",\"field\":\"timestamp\",\"at\":\"/published\",\"message\":\"/published: timestamp is not an ISO 8601 time with an offset\"}]}");
    }

    @Test
    void strictFailsWhereSomethingWasRejectedAndNothingElse() throws IOException {
        assertThat(CommandRun.of("mapping", "check", "okta", sample(LOGIN + OTHER), "--strict")
                        .exit())
                .isZero();
        assertThat(CommandRun.of("mapping", "check", "okta", sample(FAULTY), "--strict")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void whereNoEventIsALoginTheConditionIsNamed() throws IOException {
        assertThat(CommandRun.of("mapping", "check", "keycloak", sample(LOGIN)).out())
                .endsWith(
                        "No event is a login. The conditions in `when` hold of none: /type." + System.lineSeparator());
    }

    @Test
    void aSampleIsGivenByFilesOrByTheTopic() throws IOException {
        String expected = "kafka-fetch: give a FILE with events, or --newest with a number from 1";

        assertThat(CommandRun.of("mapping", "check", "okta").err()).startsWith(expected);
        assertThat(CommandRun.of("mapping", "check", "okta", "--newest", "-1").err())
                .startsWith(expected);
        CommandRun both = CommandRun.of("mapping", "check", "okta", sample(LOGIN), "--newest", "1");
        assertThat(both.err()).startsWith(expected);
        assertThat(both.exit()).isEqualTo(2);
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        String mapping = sample("{\"name\":\"x\",\"fields\":{}}");

        assertThat(CommandRun.of("mapping", "check", "octa", sample(LOGIN)))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "kafka-fetch: FEED=octa cannot be used: expected one of " + String.join(", ", Presets.NAMES)
                                + ", or a file that can be read" + System.lineSeparator()));
        assertThat(CommandRun.of("mapping", "check", mapping, sample(LOGIN)).err())
                .contains("/fields/timestamp: expected where it comes from")
                .contains("/fields/locale: expected where it comes from, or a default");
        assertThat(CommandRun.of(
                                "mapping",
                                "check",
                                "okta",
                                folder.resolve("nowhere").toString())
                        .exit())
                .isEqualTo(3);
        assertThat(CommandRun.of("mapping", "show", "octa").exit()).isEqualTo(2);
    }

    @Test
    void showListsThePresetsAndPrintsOneThatIsAMapping() throws IOException {
        assertThat(CommandRun.of("mapping", "show").out().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactlyElementsOf(Presets.NAMES);
        String printed = sample(CommandRun.of("mapping", "show", "okta").out());
        assertThat(CommandRun.of("mapping", "check", printed, sample(LOGIN)).out())
                .contains("1 events = 1 logins");
    }

    @Test
    void checkReadsTheExportOfAVendor() throws IOException {
        String export = sample("{\"Records\":[{\"eventName\":\"AssumeRole\"},{\"eventName\":\"GetObject\"}]}");

        assertThat(CommandRun.of("mapping", "check", "cloudtrail", export).out())
                .contains("2 events = 0 logins + 2 skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "show", "init", "check"})
    void helpFitsTheScreenAndShowsTwoExamples(String name) {
        CommandRun help = name.isEmpty() ? CommandRun.of("help", "mapping") : CommandRun.of("help", "mapping", name);

        assertThat(help.exit()).isZero();
        assertThat(help.out().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(CommandRun.COLUMNS));
        assertThat(help.out().lines().filter(line -> line.startsWith("  kafka-fetch ")))
                .hasSizeGreaterThanOrEqualTo(2);
        CommandLine mapping = CommandRun.command("mapping");
        assertThat(mapping.getSubcommands()).containsKeys("show", "init", "check");
    }
}
