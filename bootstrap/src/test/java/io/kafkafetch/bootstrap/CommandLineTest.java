package io.kafkafetch.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CommandLineTest {

    private static final int COLUMNS = 80;

    @TempDir
    Path folder;

    /** What a command gave. */
    private record Run(int exit, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    private static CommandLine command(String name) {
        return name.isEmpty()
                ? Main.commandLine()
                : requireNonNull(Main.commandLine().getSubcommands().get(name));
    }

    // ---- help

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "analyze", "demo", "generate", "health"})
    void helpFitsTheScreenAndNamesEveryOption(String command) {
        Run run = command.isEmpty() ? run("--help") : run(command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(COLUMNS));
        for (OptionSpec option : command(command).getCommandSpec().options()) {
            assertThat(run.out()).contains(option.names());
            assertThat(option.description())
                    .as("what %s does", option.longestName())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "analyze", "demo", "generate", "health"})
    void tablesAndExamplesAreNotWrapped(String command) {
        assertThat(command(command).getCommandSpec().usageMessage().footer())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        assertThat(run("--help").out())
                .contains("run", "analyze", "demo", "generate", "health")
                .contains("0 ", "1 ", "2 ", "3 ", "130, 143", "141");
    }

    @Test
    void theVersionIsSaid() {
        Run run = run("--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("kafka-fetch ").hasLineCount(1);
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
        Run run = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

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
        assertThat(run(arguments.split(" ")).err().lines())
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
        Run run = run(arguments
                .replace("--output=FILE", "--output=" + folder.resolve("f"))
                .split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("kafka-fetch: " + message);
        assertThat(folder)
                .as("a file is not touched before the options are sound")
                .isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenEndsWithThreeInOneLine() {
        Run run = run("generate", "--count", "1", "--output", folder + "/missing/x");

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
        Run run = run("generate", "--count", count, "--seed", seed, "--corrupt", "30", "-o", path.toString());
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
