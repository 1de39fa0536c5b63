package io.kafkafetch.bootstrap.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.console.text.Terminal;
import io.kafkafetch.adapters.json.mapping.FaultyMappingException;
import io.kafkafetch.adapters.json.mapping.LoginMapping;
import io.kafkafetch.adapters.json.mapping.MappingReader;
import io.kafkafetch.adapters.json.mapping.Pointer;
import io.kafkafetch.bootstrap.process.OneLineErrors;
import io.kafkafetch.bootstrap.process.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitCommandTest {

    private static final Terminal PLAIN = new Terminal(false, 80, false, true);
    private static final String EVENT =
            "{\"at\":\"2026-11-02T07:15:30Z\",\"user\":{\"id\":\"ada\"},\"type\":\"login\"}\n";

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String err) {}

    private static Run init(String input, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Streams streams = new Streams(new ByteArrayInputStream(input.getBytes(UTF_8)), out, false, PLAIN, PLAIN);
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exit = OneLineErrors.on(new CommandLine(new InitCommand(() -> streams)))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
        return new Run(exit, out.toString(UTF_8), err.toString());
    }

    @Test
    void theMappingIsAllOfStandardOutputAndTheReasonsAreNone() throws FaultyMappingException {
        Run run = init(EVENT.repeat(3), "-", "--name", "my.shop");

        LoginMapping mapping = MappingReader.read(run.out().getBytes(UTF_8));
        assertThat(run.exit()).isZero();
        assertThat(mapping.name()).isEqualTo("my.shop");
        assertThat(run.err())
                .contains("timestamp: /at, ISO 8601 in 3 of 3", "\n  /user/id      3  text")
                .doesNotContain("ada", "07:15");
    }

    @Test
    void anExportIsReadWhereItsEventsAre() throws IOException, FaultyMappingException {
        Path export = Files.writeString(
                folder.resolve("export.json"),
                "{\"next\":null,\"Records\":[" + EVENT.strip() + "," + EVENT.strip() + "]}");

        Run withoutPlace = init("", export);
        assertThat(withoutPlace.exit()).isEqualTo(2);
        assertThat(withoutPlace.err()).startsWith("kafka-fetch: " + export).endsWith("say where: --events /Records\n");

        Run run = init("", "--events", "/Records", export);
        assertThat(run.err()).contains("at least 2 of 2 events");
        assertThat(MappingReader.read(run.out().getBytes(UTF_8)).events()).contains(Pointer.of("/Records"));
    }

    @Test
    void whatCannotBeReadAndWhatIsNoSampleAreDifferentFaults() {
        Run missing = init("", folder.resolve("none.jsonl"));
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("none.jsonl cannot be read: there is no such file");

        Run empty = init("", "-");
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err())
                .startsWith(
                        "kafka-fetch: standard input: expected events as JSON objects, one a line, and none is here")
                .hasLineCount(1);

        assertThat(init(EVENT, "-", "--name", "a b").exit()).isEqualTo(2);
        assertThat(init(EVENT, "-", "--events", "Records").err())
                .isEqualTo(
                        "kafka-fetch: --events=Records: expected a JSON Pointer that begins with /, such as /actor/id\n");
    }
}
