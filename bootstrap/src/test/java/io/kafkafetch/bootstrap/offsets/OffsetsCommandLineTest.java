package io.kafkafetch.bootstrap.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands about offsets say before they connect to anything. */
class OffsetsCommandLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "show", "reset", "restart", "restore", "rezone"})
    void helpFitsTheScreenNamesEveryOptionAndShowsTwoExamples(String name) {
        CommandRun asOption =
                name.isEmpty() ? CommandRun.of("offsets", "--help") : CommandRun.of("offsets", name, "--help");
        CommandRun asCommand =
                name.isEmpty() ? CommandRun.of("help", "offsets") : CommandRun.of("help", "offsets", name);

        assertThat(asOption.exit()).isZero();
        assertThat(asCommand).isEqualTo(asOption);
        assertThat(asOption.out().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(CommandRun.COLUMNS));
        for (OptionSpec option :
                CommandRun.command("offsets", name).getCommandSpec().options()) {
            assertThat(asOption.out()).contains(option.names());
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
        }
        assertThat(asOption.out()
                        .lines()
                        .filter(line -> line.startsWith("  ") && line.contains("kafka-fetch offsets ")))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(asOption.out()).containsSubsequence("Examples:", "Exit codes:");
    }

    @Test
    void manualPagesKnowTheCommandsBelow() {
        assertThat(CommandRun.of("man", "offsets").out())
                .startsWith(".TH \"KAFKA-FETCH-OFFSETS\" 1\n")
                .contains("\\fBrestore\\fR");
        assertThat(CommandRun.of("man", "offsets", "reset").out()).contains("\\fB\\-\\-to\\-offset=N\\fR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reset | no target is given: expected one of --to-offset, --to-time, --by, --to-earliest and --to-latest",
                "reset --to-earliest --by -5 | several targets are given: expected one of --to-offset, --to-time, --by, --to-earliest and --to-latest",
                "reset --to-offset -1 | --to-offset=-1 cannot be used: expected 0 or more",
                "reset --to-time soon | --to-time=soon cannot be used: expected 2h or 7d ago, a date such as 2026-01-05, or a moment such as 2026-01-05T08:00:00Z",
                "reset --to-latest --partition -1 | --partition=-1 cannot be used: expected 0 or more",
                "reset --by -5 --keep-hours --clear-hours | --keep-hours and --clear-hours exclude each other: give one of them",
                "rezone Berlin | ZONE=Berlin cannot be used: expected a time zone such as UTC, Europe/Berlin or +02:00",
                "restore | offsets restore needs the tallies that a service with ROLLUPS=on or elsewhere writes to Kafka: set ROLLUPS as that service has it"
            })
    void wrongUsageIsNamedInOneLine(String arguments, String line) {
        CommandRun run = CommandRun.of(("offsets " + arguments).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + line);
    }
}
