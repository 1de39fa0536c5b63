package io.kafkafetch.bootstrap.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.bootstrap.process.OneLineErrors;
import io.kafkafetch.bootstrap.process.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs {@code analyze} in this process, on streams of its own, in a folder with three logins and two lines that are none. */
abstract class AnalyzeFixture {

    static final Path GOLDEN = Path.of("../adapters/src/test/resources/golden/logins.jsonl");
    private static final Terminal PLAIN = new Terminal(false, 80, false, true);

    @TempDir
    Path folder;

    Path logins;
    byte[] input = {};

    @Nullable
    InputStream standardInput;

    boolean onTerminal;

    /** What the command gave. */
    record Run(int exit, String out, String err) {

        List<String> errLines() {
            return err.lines().toList();
        }
    }

    @BeforeEach
    void writeThreeLoginsAndTwoLinesThatAreNone() throws IOException {
        logins = write(
                "logins.jsonl",
                login("RI", 9, "iOS") + login("NY", 23, "web") + "no JSON\n" + "\n" + login("RI", 9, "web"));
    }

    static String login(String region, int hour, String device) {
        return "{\"user_id\":\"u\",\"app_version\":\"2.3.0\",\"ip\":\"1.2.3.4\",\"locale\":\"" + region
                + "\",\"device_id\":\"d\",\"timestamp\":" + (hour * 3600) + ",\"device_type\":\"" + device + "\"}\n";
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    final Run analyze(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = analyze(out, arguments);
        return new Run(run.exit(), out.toString(UTF_8), run.err());
    }

    final Run analyze(OutputStream out, Object... arguments) {
        StringWriter err = new StringWriter();
        InputStream in = standardInput == null ? new ByteArrayInputStream(input) : standardInput;
        Streams streams = new Streams(in, out, onTerminal, PLAIN, PLAIN);
        int exit = OneLineErrors.on(new CommandLine(new AnalyzeCommand(() -> streams)))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Run(exit, "", err.toString());
    }
}
