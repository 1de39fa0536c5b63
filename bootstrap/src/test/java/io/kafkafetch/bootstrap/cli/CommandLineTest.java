package io.kafkafetch.bootstrap.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.bootstrap.ChildJvm;
import io.kafkafetch.bootstrap.CommandRun;
import io.kafkafetch.bootstrap.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CommandLineTest {

    @TempDir
    Path folder;

    // ---- help

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "analyze", "demo", "generate", "health", "check"})
    void helpFitsTheScreenAndNamesEveryOption(String command) {
        CommandRun run = command.isEmpty() ? CommandRun.of("--help") : CommandRun.of(command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(CommandRun.COLUMNS));
        for (OptionSpec option : CommandRun.command(command).getCommandSpec().options()) {
            assertThat(run.out()).contains(option.names());
            assertThat(option.description())
                    .as("what %s does", option.longestName())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "analyze", "demo", "generate", "health", "check"})
    void tablesAndExamplesAreNotWrapped(String command) {
        assertThat(CommandRun.command(command).getCommandSpec().usageMessage().footer())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(CommandRun.COLUMNS));
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        assertThat(CommandRun.of("--help").out())
                .contains("run", "analyze", "demo", "generate", "health", "check")
                .contains("0 ", "1 ", "2 ", "3 ", "130, 143", "141");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "version"})
    void theVersionIsSaid(String argument) {
        CommandRun run = CommandRun.of(argument);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("kafka-fetch ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "analyze", "demo", "generate", "health", "check", "completion", "man"})
    void helpIsACommandToo(String command) {
        CommandRun asCommand = command.isEmpty() ? CommandRun.of("help") : CommandRun.of("help", command);
        CommandRun asOption = command.isEmpty() ? CommandRun.of("--help") : CommandRun.of(command, "--help");

        assertThat(asCommand).isEqualTo(asOption);
    }

    @Test
    void settingsAndExamplesComeBeforeExitCodes() {
        assertThat(CommandRun.of("help", "run").out())
                .containsSubsequence("Settings, from the environment", "Exit codes:");
        assertThat(CommandRun.of("help", "analyze").out()).containsSubsequence("Examples:", "Exit codes:");
    }

    @ParameterizedTest
    @CsvSource({
        "analyze --fromat csv x, --fromat, --format, analyze",
        "analyze --fromat=csv x, --fromat, --format, analyze",
        "analyze --batchsize 5 x, --batchsize, --batch-size, analyze",
        "run --folow, --folow, --follow, run",
        "generate --out x, --out, '', generate",
        "analyse x, analyse, analyze, ''",
        "helth, helth, health, ''",
        "help analyse, analyse, analyze, ''"
    })
    void aMisspeltNameIsAnsweredWithTheNearestOne(String arguments, String written, String meant, String command) {
        CommandRun run = CommandRun.of(arguments.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("'" + written);
        if (meant.isEmpty()) {
            assertThat(run.err()).doesNotContain("did you mean");
        } else {
            assertThat(run.err()).containsPattern(": did you mean '?" + meant + "'?\\?");
        }
    }

    @Test
    void shellsAreToldEveryCommandAndOption() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            CommandRun run = CommandRun.of("completion", shell);

            assertThat(run.exit()).as(run.err()).isZero();
            for (CommandLine command : CommandRun.command().getSubcommands().values()) {
                CommandSpec spec = command.getCommandSpec();
                if (!spec.usageMessage().hidden()) {
                    assertThat(run.out()).contains(spec.name());
                    spec.options()
                            .forEach(option -> assertThat(run.out())
                                    .contains(
                                            shell.equals("fish")
                                                    ? option.longestName().replaceFirst("^--", "-l ")
                                                    : option.longestName()));
                }
            }
            assertThat(run.out()).doesNotContain("warm-up");
        }
    }

    @Test
    void thereIsAManualPageOfEachCommand() {
        assertThat(CommandRun.of("man").out())
                .startsWith(".TH \"KAFKA-FETCH\" 1\n")
                .contains(".SH COMMANDS", "\\fBanalyze\\fR");
        CommandRun page = CommandRun.of("man", "analyze");
        assertThat(page.out())
                .startsWith(".TH \"KAFKA-FETCH-ANALYZE\" 1\n")
                .contains(".SH SYNOPSIS", "\\fB\\-\\-format=FORMAT\\fR", ".SH EXIT STATUS");
        assertThat(page.out().lines())
                .as("a line that begins with a dot is a macro")
                .filteredOn(line -> line.startsWith("."))
                .allMatch(line -> line.matches("\\.(TH .*|SH .*|TP|PP|nf|fi)"));
    }

    // ---- closed streams

    /** Without the launcher: the JVM opens a file of its own under the number that is free. */
    @ParameterizedTest
    @CsvSource({
        "analyze -, <&-, 3",
        "generate --count=5 --output=-, >&-, 3",
        "generate --count=5 --output=FILE, 2>&-, 0"
    })
    @EnabledOnOs(OS.LINUX)
    void aClosedStreamIsNoFileOfTheJvm(String arguments, String closed, int exit) throws Exception {
        ProcessBuilder java = ChildJvm.builder(
                Map.of(), Main.class, arguments.replace("FILE", folder + "/f").split(" "));
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + closed, "sh"));
        shell.addAll(java.command());
        Path err = folder.resolve("err");
        Process process = java.command(shell).redirectError(err.toFile()).start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(exit);
        if (exit != 0) {
            assertThat(err).content().contains("Bad file descriptor");
        }
    }

    // ---- names that cannot be used

    /** What the JVM makes of bytes that its encoding cannot read; in a locale of ASCII it is every other letter. */
    @ParameterizedTest
    @CsvSource({
        "analyze --rejects=NAME x, 2",
        "generate --output=NAME, 2",
        "demo --data-dir=NAME --port=0 --http-port=0, 2"
    })
    void aNameThatDidNotReachTheProgramIsAnErrorInOneLine(String arguments, int exit) {
        CommandRun run =
                CommandRun.of(arguments.replace("NAME", folder + "/gr\uFFFDe").split(" "));

        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err().lines().filter(line -> line.startsWith("kafka-fetch: ")))
                .singleElement()
                .asString()
                .containsAnyOf("is not valid UTF-8", "set LC_ALL=C.UTF-8");
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOURCE_FILE", "SINK_DIR"})
    void aSettingWithSuchANameIsAnErrorInOneLine(String setting) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SOURCE", "file", "SOURCE_FILE", "x", "SINK", "file", "SINK_DIR", folder + "/sink", "HTTP_PORT", "-1"));
        environment.put(setting, folder + "/gr\u00f6\u00dfe");
        environment.put("LC_ALL", "C");

        ChildJvm.Run run = ChildJvm.run(folder, environment, Main.class, "run");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("kafka-fetch: " + setting + "=")
                .contains("set LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generate --output=/nowhere\u001b[2J/x",
                "analyze --\u001b[31m x",
                "\u001b[31mfly",
                "help \u001b[31mfly",
                "analyze x --zone=\u001b[31m",
                "analyze x --rejects=/nowhere/\u009b31m"
            })
    void noEscapeSequenceOfANameReachesTheTerminal(String arguments) {
        CommandRun run = CommandRun.of(arguments.split(" "));

        assertThat(run.exit()).isIn(2, 3);
        assertThat(run.err().chars()).noneMatch(c -> c != '\n' && Character.isISOControl(c));
    }

    // ---- wrong usage

    @ParameterizedTest
    @CsvSource({
        "--nonsense, --nonsense",
        "fly, fly",
        "run --nonsense, --nonsense",
        "generate --count many, many",
        "demo --port x, x",
        "'', command"
    })
    void wrongUsageEndsWithTwoAndSaysWhatIsWrong(String arguments, String named) {
        CommandRun run = CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(named).startsWith("kafka-fetch: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "analyze x --top x; Invalid value for option '--top': 'x' is not a whole number, or too large; analyze",
                "generate --rate fast; Invalid value for option '--rate': 'fast' is not a number; generate",
                "analyze --nonsense x; Unknown option: '--nonsense'; analyze",
                "analyze; Missing required parameter: 'FILE'; analyze"
            })
    void wrongUsageIsToldInOneLineThatNamesTheHelp(String arguments, String told, String command) {
        assertThat(CommandRun.of(arguments.split(" ")).err().lines())
                .containsExactly("kafka-fetch: " + told + "; see kafka-fetch " + command + " --help");
    }

    @ParameterizedTest
    @CsvSource({
        "generate --output=FILE --count=-1, --count=-1 cannot be used: expected 0 or more",
        "generate --output=FILE --count -1, --count=-1 cannot be used: expected 0 or more",
        "generate --output=FILE --rate=-0.5, --rate=-0.5 cannot be used: expected 0 or more",
        "generate --output=FILE --rate=NaN, --rate=NaN cannot be used: expected 0 or more",
        "generate --output=FILE --corrupt=101, --corrupt=101.0 cannot be used: expected 0 to 100",
        "demo --count=0, --count=0 cannot be used: expected 1 or more",
        "demo --rate=-1, --rate=-1.0 cannot be used: expected 0 or more",
        "demo --port=65536, --port=65536 cannot be used: expected 0 to 65535",
        "demo --port=-1, --port=-1 cannot be used: expected 0 to 65535",
        "demo --http-port=65536, --http-port=65536 cannot be used: expected 0 to 65535"
    })
    void aValueOutOfRangeIsToldInOneLine(String arguments, String message) {
        CommandRun run = CommandRun.of(arguments
                .replace("--output=FILE", "--output=" + folder.resolve("f"))
                .split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + message);
        assertThat(folder)
                .as("a file is not touched before the options are sound")
                .isEmptyDirectory();
    }

    @Test
    void loginsAreSpreadOverATime() throws Exception {
        Path file = folder.resolve("spread.jsonl");

        CommandRun run = CommandRun.of(
                "generate", "--count=2000", "--from=2026-01-05", "--to=2026-01-07T12:00:00Z", "-o", file.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        Pattern timestamp = Pattern.compile("\"timestamp\": ?\"?(\\d{10})");
        List<Instant> times = Files.readAllLines(file, ISO_8859_1).stream()
                .flatMap(line -> timestamp.matcher(line).results())
                .map(found -> Instant.ofEpochSecond(Long.parseLong(found.group(1))))
                .toList();
        assertThat(times).hasSizeGreaterThan(1_900).isSorted();
        assertThat(times.getFirst())
                .isBetween(Instant.parse("2026-01-05T00:00:00Z"), Instant.parse("2026-01-05T00:30:00Z"));
        assertThat(times.getLast())
                .isBetween(Instant.parse("2026-01-07T11:30:00Z"), Instant.parse("2026-01-07T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from=2026-01-05 | --from and --to cannot be used alone: give both",
                "--to=2026-01-05 | --from and --to cannot be used alone: give both",
                "--from=2026-01-05 --to=2026-01-05 | --to=2026-01-05 cannot be used: expected a time after --from=2026-01-05, at most"
                        + " ten years later",
                "--from=2026-01-05 --to=2066-01-05 | --to=2066-01-05 cannot be used: expected a time after --from=2026-01-05, at most"
                        + " ten years later",
                "--from=yesterday --to=2026-01-05 | --from=yesterday cannot be used: expected a date such as 2026-01-05, or a moment"
                        + " such as 2026-01-05T08:00:00Z, from 1970 to 9999",
                "--from=1969-12-31 --to=2026-01-05 | --from=1969-12-31 cannot be used: expected a date such as 2026-01-05, or a moment"
                        + " such as 2026-01-05T08:00:00Z, from 1970 to 9999",
            })
    void aTimeThatCannotBeUsedIsSaidInOneLine(String arguments, String error) {
        CommandRun run = CommandRun.of(("generate --output - " + arguments).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + error);
    }

    @Test
    void aFileThatCannotBeWrittenEndsWithThreeInOneLine() {
        CommandRun run = CommandRun.of("generate", "--count", "1", "--output", folder + "/missing/x");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("kafka-fetch: cannot write to ")
                .contains("--output");
    }

    // ---- generate

    @Test
    void equalSeedsGenerateEqualFiles() throws Exception {
        byte[] first = generate("a", "7", "40");
        byte[] again = generate("b", "7", "40");
        byte[] other = generate("c", "8", "40");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(lines(first)).isEqualTo(40);
    }

    @Test
    void noRecordIsAnEmptyFile() throws Exception {
        assertThat(generate("none", "7", "0")).isEmpty();
    }

    private byte[] generate(String file, String seed, String count) throws Exception {
        Path path = folder.resolve(file);
        CommandRun run =
                CommandRun.of("generate", "--count", count, "--seed", seed, "--corrupt", "30", "-o", path.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        return Files.readAllBytes(path);
    }

    private static long lines(byte[] bytes) {
        long lines = 0;
        for (byte b : bytes) {
            if (b == '\n') {
                lines++;
            }
        }
        return lines;
    }

    // ---- in a process of its own

    @Test
    void standardOutputHoldsTheLoginsAndNothingElse() throws Exception {
        byte[] file = generate("file", "7", "40");

        ChildJvm.Run run = ChildJvm.run(
                folder, Map.of(), Main.class, "generate", "--count=40", "--seed=7", "--corrupt=30", "--output=-");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "BATCH_SIZE, 0, BATCH_SIZE=0 cannot be used: expected a whole number from 1 to 1000000",
        "BATCH_SIZE, abc, BATCH_SIZE=abc cannot be used: expected a whole number from 1 to 1000000",
    })
    void aSettingOfRunThatCannotBeUsedIsToldInOneLine(String variable, String value, String message) throws Exception {
        ChildJvm.Run run = ChildJvm.run(
                folder,
                Map.of(variable, value, "HTTP_PORT", "-1", "KAFKA_BOOTSTRAP_SERVERS", "localhost:1"),
                Main.class,
                "run");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + message);
    }
}
