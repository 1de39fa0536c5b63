package io.kafkafetch.bootstrap.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands about dead letters say before they connect to anything. */
class DlqCommandLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "stats", "list", "show", "export", "replay", "park", "discard"})
    void helpFitsTheScreenNamesEveryOptionAndShowsTwoExamples(String name) {
        CommandRun asOption = name.isEmpty() ? CommandRun.of("dlq", "--help") : CommandRun.of("dlq", name, "--help");
        CommandRun asCommand = name.isEmpty() ? CommandRun.of("help", "dlq") : CommandRun.of("help", "dlq", name);

        assertThat(asOption.exit()).isZero();
        assertThat(asCommand).isEqualTo(asOption);
        assertThat(asOption.out().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(CommandRun.COLUMNS));
        for (OptionSpec option :
                CommandRun.command("dlq", name).getCommandSpec().options()) {
            assertThat(asOption.out()).contains(option.names());
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
        }
        assertThat(asOption.out().lines().filter(line -> line.startsWith("  kafka-fetch ")))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(asOption.out()).containsSubsequence("Examples:", "Exit codes:");
    }

    @Test
    void manualPagesAndCompletionsKnowTheCommandsBelow() {
        assertThat(CommandRun.of("man", "dlq").out())
                .startsWith(".TH \"KAFKA-FETCH-DLQ\" 1\n")
                .contains("\\fBreplay\\fR");
        assertThat(CommandRun.of("man", "dlq", "replay").out())
                .startsWith(".TH \"KAFKA-FETCH-DLQ-REPLAY\" 1\n")
                .contains("\\fB\\-\\-divide=FIELD=N\\fR");
        assertThat(CommandRun.of("completion", "fish").out())
                .contains("-n '__fish_seen_subcommand_from dlq' -a replay")
                .contains("-n '__fish_seen_subcommand_from dlq; and __fish_seen_subcommand_from replay' -l canary -r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list --limit 0 | --limit=0 cannot be used: expected 1 or more",
                "list --limit 20000 | --limit=20000 cannot be used with a table: expected at most 10000; --format jsonl and csv have no bound",
                "list --since soon | --since=soon cannot be used: expected 2h or 7d ago, a date such as 2026-01-05, or a moment such as 2026-01-05T08:00:00Z",
                "list --since 2026-01-05 --until 2026-01-05 | --until=2026-01-05 cannot be used: expected a time after --since=2026-01-05",
                "list --state gone | --state=gone cannot be used: expected open, replayed, parked or discarded",
                "stats --partition -1 | --partition=-1 cannot be used: expected 0 or more",
                "stats --headers mine | --headers=mine cannot be used: expected kafka-fetch, connect, spring or streams",
                "show letter | letter names no letter: expected an id such as user-login-dlq-0@17",
                "show a-0@1 --private-key /nowhere/key | --private-key=/nowhere/key cannot be used: expected a file that is there",
                "replay --state replayed | --state=replayed cannot be used: a letter is replayed once. If its record failed again, that is another letter",
                "replay --rate 0 | --rate=0 cannot be used: expected such as 500/s, from 1",
                "replay --rate fast | --rate=fast cannot be used: expected such as 500/s, from 1",
                "replay --canary 0 | --canary=0 cannot be used: expected 1 or more",
                "replay --stop-at 101% | --stop-at=101% cannot be used: expected 0% to 100%",
                "replay --max-replays 0 | --max-replays=0 cannot be used: expected 1 or more",
                "replay --rules /nowhere/rules | --rules=/nowhere/rules cannot be used: expected a file that is there",
                "park --because why | all letters are meant: name some, or give a filter such as --reason or --state open",
                "discard a-0@1 --because= | --because is empty: expected why, for the log"
            })
    void wrongUsageIsNamedInOneLine(String arguments, String line) {
        CommandRun run = CommandRun.of(("dlq " + arguments).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay --divide timestamp=ten | 'timestamp=ten' cannot be used: expected FIELD=N with a whole number from 2, such as --divide timestamp=1000",
                "replay --set device_type | 'device_type' cannot be used: expected FIELD=TEXT, such as --set device_type=unknown",
                "replay --rename a=a | 'a=a' cannot be used: expected OLD=NEW, such as --rename os=device_type",
            })
    void aRuleThatIsNoneIsNamedInOneLine(String arguments, String line) {
        CommandRun run = CommandRun.of(("dlq " + arguments).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + line + "; see kafka-fetch dlq replay --help");
    }

    @Test
    void withoutACommandBelowItNamesTheHelp() {
        CommandRun run = CommandRun.of("dlq");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required subcommand").contains("kafka-fetch dlq --help");
        assertThat(CommandRun.of("dlq", "reply").err()).contains("did you mean replay?");
    }

    @Test
    void eachFaultOfAFileOfRulesIsALine(@TempDir Path folder) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("rules.json"),
                "{\"format\":\"kafka-fetch-rules/1\",\"rules\":[{\"rule\":\"fly\"},{\"rule\":\"divide\",\"field\":\"timestamp\"}]}");

        CommandRun run = CommandRun.of("dlq", "replay", "--rules", rules.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines().toList())
                .isEqualTo(List.of(
                        "kafka-fetch: " + rules + ": rules[0].rule: expected set, divide, rename or trim",
                        "kafka-fetch: " + rules
                                + ": rules[1].by: expected a whole number from 2 to 999999999999999999, such as 1000"));
    }
}
